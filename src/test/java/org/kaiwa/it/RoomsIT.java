package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rooms as such over the wire: made, listed, closed, changed, read, by users on several devices. */
@ExtendWith(RunningKaiwa.class)
class RoomsIT {

    private final String mark = UUID.randomUUID().toString();
    private final List<Device> devices = new ArrayList<>();
    private URI server;

    /** A user's connection, in a room of its own that is nobody else's business. */
    private record Device(WireClient client, String name, long uid) {

        Device say(String frame) {
            client.say(frame.replace('\'', '"'));
            return this;
        }

        String next(String type) throws InterruptedException {
            return client.nextWith("{\"type\":\"" + type + "\"");
        }

        /** Nothing of a type comes before the answer to a ping. */
        void hearsNo(String type) throws InterruptedException {
            client.say("{\"type\":\"ping\"}");
            for (String frame = client.next(); !frame.contains("\"pong\""); frame = client.next()) {
                assertThat(frame).doesNotContain("{\"type\":\"" + type + "\"");
            }
        }
    }

    @BeforeEach
    void find(KaiwaProcess kaiwa) throws Exception {
        server = URI.create("ws://127.0.0.1:" + kaiwa.wsPort() + "/");
    }

    @AfterEach
    void hangUp() throws Exception {
        for (Device device : devices) {
            device.client().close();
        }
    }

    @Test
    void whoIsInvitedIsToldAndMayEnterAndNobodyElse() throws Exception {
        Device ann = device("Ann");
        Device bob = device("Bob");
        Device carl = device("Carl");

        ann.say("{'type':'create','kind':'closed','title':'Secret','people':[" + bob.uid() + "],'id':'c-" + mark
                + "'}");
        String made = answer(ann, "c-" + mark);
        String room = part(made, "room");
        String invitation = titled(bob, "Secret");

        assertThat(made).contains("\"kind\":\"closed\"", "\"member\":true", "\"mine\":true", "\"name\":\"Bob\"");
        assertThat(invitation).contains("\"room\":\"" + room, "\"member\":true").doesNotContain("\"mine\"");
        bob.say("{'type':'join','room':'" + room + "'}");
        assertThat(bob.next("user_list")).contains("\"room\":\"" + room);
        for (String frame : List.of("'type':'join'", "'type':'resume','epoch':'','seq':0", "'type':'history'")) {
            carl.say("{" + frame + ",'room':'" + room + "'}");
            assertThat(carl.next("error")).contains("\"code\":\"forbidden\"");
        }
        bob.say("{'type':'change','room':'" + room + "','invite':[" + carl.uid() + "]}");
        titled(carl, "Secret");
        carl.say("{'type':'join','room':'" + room + "'}");
        assertThat(carl.next("user_list")).contains("\"count\":2");
        assertThat(bob.next("change")).contains("\"invited\":[{\"uid\":" + carl.uid() + ",\"name\":\"Carl\"}]");
    }

    @Test
    void whoIsRemovedLeavesOnAllDevicesAndStaysOutside() throws Exception {
        Device ann = device("Ann");
        Device phone = device("Bob");
        Device laptop = device("Bob");
        ann.say("{'type':'create','kind':'closed','title':'T','people':[" + phone.uid() + "],'id':'c-" + mark + "'}");
        String room = part(answer(ann, "c-" + mark), "room");
        for (Device device : List.of(ann, phone, laptop)) {
            device.say("{'type':'join','room':'" + room + "'}");
            device.next("user_list");
        }

        ann.say("{'type':'change','room':'" + room + "','remove':[" + phone.uid() + "]}");

        for (Device device : List.of(phone, laptop)) {
            assertThat(device.next("error")).contains("\"code\":\"forbidden\"", "\"room\":\"" + room);
            assertThat(device.next("logout")).contains("\"room\":\"" + room);
            device.say("{'type':'say','to_uid':'all','content':'x','room':'" + room + "'}");
            assertThat(device.next("error")).contains("\"code\":\"not_in_room\"");
        }
        phone.say("{'type':'resume','room':'" + room + "','epoch':'','seq':0}");
        assertThat(phone.next("gap")).contains("\"reason\":\"permission\"");
        assertThat(phone.next("error")).contains("\"code\":\"forbidden\"");
    }

    @Test
    void whoLeavesAClosedRoomIsNotAmongItsPeopleAnyMore() throws Exception {
        Device ann = device("Ann");
        Device bob = device("Bob");
        ann.say("{'type':'create','kind':'closed','title':'T','people':[" + bob.uid() + "],'id':'c-" + mark + "'}");
        String room = part(answer(ann, "c-" + mark), "room");
        bob.say("{'type':'join','room':'" + room + "'}");
        bob.next("user_list");

        bob.say("{'type':'logout','room':'" + room + "'}");

        assertThat(roomFrame(bob, frame -> !frame.contains("\"member\""))).contains("\"room\":\"" + room);
        bob.say("{'type':'join','room':'" + room + "'}");
        assertThat(bob.next("error")).contains("\"code\":\"forbidden\"");
    }

    @Test
    void whoComesBackIsToldWhatIsUnreadAndHearsWhatComesThen() throws Exception {
        String room = "tea " + mark;
        Device phone = device("Ann");
        phone.say("{'type':'join','room':'" + room + "'}");
        roomFrame(phone, frame -> frame.contains(room));
        phone.client().close();
        Device bob = device("Bob");
        bob.say("{'type':'join','room':'" + room + "'}");
        for (String more : List.of("", ",'mentions':[" + phone.uid() + "]", "")) {
            bob.say("{'type':'say','to_uid':'all','content':'m','room':'" + room + "'" + more + "}");
            bob.next("say");
        }

        Device laptop = device("Ann");
        laptop.say("{'type':'rooms'}");
        String rooms = laptop.next("rooms");
        laptop.say("{'type':'resume','room':'" + room + "','epoch':'','seq':3}");
        laptop.next("live");
        bob.say("{'type':'say','to_uid':'all','content':'fourth','room':'" + room + "'}");

        assertThat(rooms)
                .contains("{\"room\":\"" + room
                        + "\",\"kind\":\"open\",\"member\":true,\"seq\":3,\"read\":0,\"unread\":3,\"mentions\":1");
        assertThat(laptop.next("say")).contains("\"content\":\"fourth\"", "\"seq\":4");
    }

    @Test
    void whatOneDeviceReadsTheOthersAreTold() throws Exception {
        String room = "tea " + mark;
        Device phone = device("Ann");
        Device laptop = device("Ann");
        phone.say("{'type':'join','room':'" + room + "'}").next("user_list");
        for (int i = 0; i < 3; i++) {
            phone.say("{'type':'say','to_uid':'all','content':'m','room':'" + room + "'}")
                    .next("say");
        }

        phone.say("{'type':'read','room':'" + room + "','seq':2}");
        assertThat(laptop.next("read")).isEqualTo("{\"type\":\"read\",\"room\":\"" + room + "\",\"seq\":2}");
        phone.say("{'type':'read','room':'" + room + "','seq':1}");
        phone.say("{'type':'read','room':'" + room + "','seq':9}");

        assertThat(laptop.next("read")).as("no further than there is something").contains("\"seq\":3}");
        phone.say("{'type':'read','room':'nowhere','seq':1}");
        assertThat(phone.next("error")).contains("\"code\":\"not_in_room\"");
    }

    @Test
    void aRoomMadeAgainUnderTheSameIdIsTheSameAndADirectOneIsByItsPeople() throws Exception {
        Device ann = device("Ann");
        Device bob = device("Bob");
        String closed = "{'type':'create','kind':'closed','title':'T','id':'c-" + mark + "'}";

        String first = part(answer(ann.say(closed), "c-" + mark), "room");
        String again = part(answer(ann.say(closed), "c-" + mark), "room");
        String direct = part(
                answer(ann.say("{'type':'create','kind':'direct','people':[" + bob.uid() + "],'id':'d'}"), "d"),
                "room");
        String same = part(
                answer(bob.say("{'type':'create','kind':'direct','people':[" + ann.uid() + "],'id':'d'}"), "d"),
                "room");

        assertThat(again).isEqualTo(first);
        assertThat(same).isEqualTo(direct);
    }

    @Test
    void nobodyEntersOrTakesARoomOfTheServersNamingBeforeItsPeopleMakeIt() throws Exception {
        Device ann = device("Ann");
        Device bob = device("Bob");
        Device mallory = device("Mallory");
        List<Long> both = Stream.of(ann.uid(), bob.uid()).sorted().toList();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(("direct " + both).getBytes(UTF_8));
        String guessed = "~" + HexFormat.of().formatHex(hash).substring(0, 26);

        mallory.say("{'type':'join','room':'" + guessed + "'}");
        assertThat(mallory.next("error")).contains("\"code\":\"forbidden\"");
        mallory.say("{'type':'create','kind':'open','room':'" + guessed + "'}");
        assertThat(mallory.next("error")).contains("\"code\":\"room_invalid\"");

        ann.say("{'type':'create','kind':'direct','people':[" + bob.uid() + "],'id':'d'}");
        assertThat(part(answer(ann, "d"), "room")).isEqualTo(guessed);
    }

    @Test
    void whenAllHaveLeftAClosedRoomNobodyElseMayEnterIt() throws Exception {
        Device ann = device("Ann");
        Device bob = device("Bob");
        ann.say("{'type':'create','kind':'closed','title':'T','id':'c-" + mark + "'}");
        String room = part(answer(ann, "c-" + mark), "room");
        ann.say("{'type':'join','room':'" + room + "'}").next("user_list");
        ann.say("{'type':'say','to_uid':'all','content':'a secret','room':'" + room + "'}")
                .next("say");

        ann.say("{'type':'logout','room':'" + room + "'}");
        roomFrame(ann, frame -> frame.contains(room) && !frame.contains("\"member\""));

        bob.say("{'type':'join','room':'" + room + "'}");
        assertThat(bob.next("error")).contains("\"code\":\"forbidden\"");
    }

    @Test
    void aNameThatIsTakenAndPeopleThatNobodyKnowsAreRefusedByName() throws Exception {
        Device ann = device("Ann");
        Device bob = device("Bob");
        answer(ann.say("{'type':'create','kind':'open','room':'made " + mark + "','id':'o-1'}"), "o-1");

        bob.say("{'type':'create','kind':'open','room':'made " + mark + "','id':'o-2'}");
        assertThat(bob.next("error")).contains("\"code\":\"room_exists\"", "\"id\":\"o-2\"");
        bob.say("{'type':'create','kind':'direct','people':[2000000001],'id':'o-3'}");
        assertThat(bob.next("error")).contains("\"code\":\"people_invalid\"", "\"id\":\"o-3\"");
        bob.say("{'type':'rooms','find':'" + ("made " + mark).toUpperCase() + "'}");
        assertThat(bob.next("rooms")).contains("[{\"room\":\"made " + mark + "\",\"kind\":\"open\"}]");
    }

    @Test
    void anArchivedRoomRefusesWhatIsSaidAndTakesItAfterwards() throws Exception {
        Device ann = device("Ann");
        answer(ann.say("{'type':'create','kind':'open','room':'" + mark + "','id':'o-1'}"), "o-1");
        ann.say("{'type':'join','room':'" + mark + "'}").next("user_list");
        String say = "{'type':'say','to_uid':'all','content':'x','room':'" + mark + "','id':'m-" + mark + "'}";

        ann.say("{'type':'change','room':'" + mark + "','archived':true,'topic':'over'}");
        assertThat(ann.next("change")).contains("\"topic\":\"over\",\"archived\":true", "\"seq\":1");
        ann.say(say);
        assertThat(ann.next("error")).contains("\"code\":\"archived\"", "\"id\":\"m-" + mark);
        ann.say("{'type':'change','room':'" + mark + "','archived':false}");
        ann.next("change");

        assertThat(ann.say(say).next("say")).contains("\"seq\":3");
    }

    @Test
    void whoShowsNoTokenHasNoRoomsAndMakesNone() throws Exception {
        WireClient guest = WireClient.speakingNative(server);
        Device passing = new Device(guest, "guest", 0);
        devices.add(passing);
        passing.say("{'type':'login','name':'guest','room':'" + mark + "'}").next("user_list");

        passing.say("{'type':'rooms'}");
        assertThat(passing.next("rooms")).isEqualTo("{\"type\":\"rooms\",\"rooms\":[]}");
        for (String frame : List.of(
                "'type':'create','kind':'open','room':'x " + mark + "'",
                "'type':'change','topic':'t','room':'" + mark + "'")) {
            passing.say("{" + frame + "}");
            assertThat(passing.next("error")).contains("\"code\":\"not_yours\"");
        }
        passing.say("{'type':'read','room':'" + mark + "','seq':1}");
        passing.hearsNo("error");
    }

    private Device device(String name) throws Exception {
        WireClient client = WireClient.speakingNative(server);
        client.say("{\"type\":\"login\",\"name\":\"" + name + "\",\"room\":\"lobby " + mark + "\",\"token\":\"token-of-"
                + name + "-" + mark + "\"}");
        Matcher uid = Pattern.compile("\"uid\":(\\d+),\"count\"").matcher(client.nextWith("user_list"));
        assertThat(uid.find()).isTrue();
        Device device = new Device(client, name, Long.parseLong(uid.group(1)));
        devices.add(device);
        return device;
    }

    private static String answer(Device device, String id) throws InterruptedException {
        return device.client().nextWith("\"id\":\"" + id + "\"}");
    }

    private static String titled(Device device, String title) throws InterruptedException {
        return roomFrame(device, frame -> frame.contains("\"title\":\"" + title + "\""));
    }

    private static String roomFrame(Device device, Predicate<String> wanted) throws InterruptedException {
        String frame = device.next("room");
        while (!wanted.test(frame)) {
            frame = device.next("room");
        }
        return frame;
    }

    private static String part(String frame, String member) {
        Matcher value = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(frame);
        assertThat(value.find()).as(frame).isTrue();
        return value.group(1);
    }
}
