package org.kaiwa.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.kaiwa.it.KaiwaProcess;
import org.kaiwa.it.RunningKaiwa;
import org.openqa.selenium.Keys;

/** Several rooms in one page, for several people, one of whom has two devices. */
@ExtendWith(RunningKaiwa.class)
class RoomsPageIT {

    @RegisterExtension
    static final Browsers BROWSERS = new Browsers();

    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private final String lobby = "lobby " + mark;
    private final String tea = "tea " + mark;
    private final String ann = "Ann " + mark;
    private final String bob = "Bob " + mark;
    private final String carl = "Carl " + mark;

    private String root;

    @BeforeEach
    void find(KaiwaProcess kaiwa) throws Exception {
        root = "http://127.0.0.1:" + kaiwa.httpPort() + "/";
    }

    @Test
    void whoMakesAnOpenRoomIsInItAndOthersFindItAndComeIn() {
        Browser anns = enter(ann).makeRoom("open", tea).say("for you").waitForMessage("for you");
        Browser bobs = enter(bob);
        assertThat(bobs.rooms()).as("he has not come in yet").containsExactly(lobby);

        bobs.click("find-room").pick("find-room-field", tea).waitForRoom(tea);

        bobs.waitForMessage("for you").say("here I am").waitForMessage("here I am");
        anns.waitForAll(ann, bob).waitForMessage("here I am");
        for (Browser each : List.of(anns, bobs)) {
            each.waitUntil(() -> each.rooms().equals(List.of(lobby, tea)));
            // They belong to it, and are not just there.
            each.open(at(lobby))
                    .waitForRoom(lobby)
                    .waitForLink(tea)
                    .openRoom(tea)
                    .waitForMessage("here I am");
        }
        anns.assertNoComplaints();
        bobs.assertNoComplaints();
    }

    @Test
    void aClosedRoomIsThereForWhoIsInvitedAndForNobodyElse() {
        Browser bobs = enter(bob);
        Browser carls = enter(carl);
        Browser anns = enter(ann).makeRoom("closed", tea, bob);

        bobs.openRoom(tea).waitForAll(ann, bob);
        carls.click("find-room").one("find-room-field").sendKeys(tea);
        carls.waitUntil(() -> carls.find("[data-testid=find-room-dialog] .found-none")
                .getText()
                .contains("No open room"));
        carls.type(Keys.ESCAPE);
        assertThat(carls.rooms()).containsExactly(lobby);

        bobs.choose("invite").pick("invite-people", carl).click("send-invite");

        carls.openRoom(tea).waitForAll(ann, bob, carl);
        anns.waitForNotice(bob + " invited " + carl);
        anns.assertNoComplaints();
        carls.assertNoComplaints();
    }

    @Test
    void whatIsSaidElsewhereIsCountedAndReadingItOnOneDeviceClearsItOnTheOther() throws Exception {
        Browser laptop = enter(ann).makeRoom("open", tea).openRoom(lobby);
        Browser phone = open("phone").trust(laptop).enterAs(ann).waitForLink(tea);
        Browser bobs =
                enter(bob).click("find-room").pick("find-room-field", tea).waitForRoom(tea);

        bobs.say("one").say("two for @" + ann + "!").waitForMessage("two for @" + ann + "!");

        for (Browser device : new Browser[] {laptop, phone}) {
            device.waitUntil(() -> device.countOf(tea).equals("@2"));
        }
        laptop.picture("rooms-unread");
        phone.openRoom(tea).waitForMessage("two for @" + ann + "!");
        laptop.waitUntil(() -> laptop.countOf(tea).isEmpty());
        assertThat(laptop.text("room")).isEqualTo(lobby);
        laptop.assertNoComplaints();
        phone.assertNoComplaints();
    }

    @Test
    void theKeyboardAloneLeadsToAnotherRoomAndBackToWhereOneWrites() {
        Browser anns = enter(ann).makeRoom("open", tea).makeRoom("open", "rice " + mark);

        anns.type(Keys.chord(Keys.CONTROL, "k")).type("LOB", Keys.ENTER).waitForRoom(lobby);
        assertThat(anns.focused()).isEqualTo("composer");
        anns.type(Keys.chord(Keys.CONTROL, "k"))
                .type(Keys.ARROW_DOWN, Keys.ENTER)
                .waitForRoom(tea);
        anns.type("by hand", Keys.ENTER).waitForMessage("by hand");

        anns.type(Keys.chord(Keys.CONTROL, "k")).type("rice");
        assertThat(anns.focused()).isEqualTo("jump-field");
        anns.type(Keys.ESCAPE);
        assertThat(anns.text("room")).isEqualTo(tea);
        assertThat(anns.focused()).isEqualTo("composer");
        anns.assertNoComplaints();
    }

    @Test
    void whatIsBegunInARoomStaysThereUntilOneComesBack() {
        Browser anns = enter(ann).makeRoom("open", tea).press("half a sentence");

        anns.openRoom(lobby);
        assertThat(anns.draft()).isEmpty();
        anns.press("and another").openRoom(tea);

        assertThat(anns.draft()).isEqualTo("half a sentence");
        anns.open(at(lobby)).waitForRoom(lobby);
        assertThat(anns.draft()).isEqualTo("and another");
        anns.openRoom(tea).press(" is whole", Keys.ENTER).waitForMessage("half a sentence is whole");
        anns.assertNoComplaints();
    }

    @Test
    void anotherNameAndTopicAreToldToAllAndAnArchivedRoomTakesNoMore() throws Exception {
        Browser anns = enter(ann).makeRoom("open", tea);
        Browser bobs =
                enter(bob).click("find-room").pick("find-room-field", tea).waitForRoom(tea);
        String green = "green tea " + mark;

        anns.choose("edit").one("room-title").sendKeys(Keys.chord(Keys.CONTROL, "a"), green);
        anns.one("room-topic").sendKeys("leaves");
        anns.click("save-room");

        bobs.waitForRoom(green)
                .waitForNotice("“" + green + "”")
                .waitUntil(() -> bobs.text("topic").equals("leaves"));
        anns.waitForLink(green).choose("archive");
        bobs.waitForNotice(ann + " archived this room").press("too late");
        assertThat(bobs.text("error")).contains("archived");
        assertThat(bobs.one("send").isEnabled()).isFalse();
        bobs.picture("rooms-archived");
        anns.choose("unarchive");
        bobs.waitForNotice("out of the archive").press(Keys.ENTER).waitForMessage("too late");
        anns.assertNoComplaints();
        bobs.assertNoComplaints();
    }

    @Test
    void aRoomThatOneLeavesIsGoneFromTheListOnAllDevices() {
        Browser laptop = enter(ann).makeRoom("open", tea);
        Browser phone = open("phone").trust(laptop).enterAs(ann).waitForLink(tea);

        laptop.choose("leave");
        assertThat(laptop.focused()).isEqualTo("stay");
        laptop.click("leave-room").waitForRoom(lobby);

        for (Browser device : new Browser[] {laptop, phone}) {
            device.waitUntil(() -> device.rooms().equals(List.of(lobby)));
        }
        laptop.open(at(lobby)).waitForRoom(lobby);
        assertThat(laptop.rooms()).containsExactly(lobby);
        laptop.assertNoComplaints();
    }

    @Test
    void aRoomThatOneLeavesInAnotherWindowClosesWhereOneLooksAtItToo() {
        Browser laptop = enter(ann).makeRoom("open", tea);
        Browser phone =
                open("phone").trust(laptop).enterAs(ann).waitForLink(tea).openRoom(tea);
        Browser bobs =
                enter(bob).click("find-room").pick("find-room-field", tea).waitForRoom(tea);
        bobs.waitForAll(ann, bob);

        laptop.choose("leave").click("leave-room").waitForRoom(lobby);

        phone.waitForRoom(lobby).waitForNotice("You left “" + tea + "” in another window");
        assertThat(phone.rooms()).containsExactly(lobby);
        bobs.waitForMembers(bob);
        phone.assertNoComplaints();
        laptop.assertNoComplaints();
    }

    @Test
    void aConversationIsBetweenThoseWhoAreInItAndIsCalledAfterTheOther() throws Exception {
        Browser anns = enter(ann);
        Browser bobs = enter(bob);

        anns.click("new-direct").pick("direct-people", bob).click("make-direct").waitForRoom(bob);
        anns.say("just us").waitForMessage("just us");

        bobs.waitForLink(ann).waitUntil(() -> bobs.countOf(ann).contains("1"));
        bobs.openRoom(ann).waitForMessage("just us").say("yes").waitForMessage("yes");
        anns.waitForMessage("yes").picture("rooms-conversation");
        anns.openRoom(lobby)
                .click("new-direct")
                .pick("direct-people", bob)
                .click("make-direct")
                .waitForRoom(bob)
                .waitForMessage("just us");
        assertThat(anns.rooms()).as("the same again").containsExactly(lobby, bob);
        anns.assertNoComplaints();
        bobs.assertNoComplaints();
    }

    private Browser enter(String name) {
        return open(name.split(" ")[0]).enterAs(name);
    }

    private Browser open(String whom) {
        return BROWSERS.of(whom).open(at(lobby));
    }

    private String at(String room) {
        return root + "?room=" + URLEncoder.encode(room, StandardCharsets.UTF_8);
    }
}
