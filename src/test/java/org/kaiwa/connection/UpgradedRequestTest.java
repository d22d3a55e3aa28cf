package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UpgradedRequestTest {

    private final Request request = new Request();
    private final Handler handler = new Handler(new WebConnection(request));

    @Test
    void aRequestForgetsWhatItWasForWhenTheContainerHasEndedIt() throws Exception {
        UpgradedRequest upgraded = upgrade();
        request.upgrade = false;
        assertThat(upgraded.letGo()).isTrue();
        assertThat(request.httpUpgradeHandler).isNull();
    }

    @Test
    void aRequestThatTheContainerIsNotDoneWithKeepsItsHandler() throws Exception {
        assertThat(upgrade().letGo()).isFalse();
        assertThat(request.httpUpgradeHandler).isSameAs(handler);
    }

    @Test
    void aRequestThatIsUsedAgainIsLeftToWhoUsesIt() throws Exception {
        UpgradedRequest gone = upgrade();
        Handler next = new Handler(new WebConnection(request));
        request.httpUpgradeHandler = next;
        assertThat(gone.letGo()).isTrue();
        assertThat(request.httpUpgradeHandler).isSameAs(next);
    }

    @Test
    void aServerThatIsMadeOtherwiseIsSeenAtOnce() {
        assertThatThrownBy(() -> new UpgradedRequest(new Object())).isInstanceOf(NoSuchFieldException.class);
    }

    private UpgradedRequest upgrade() throws ReflectiveOperationException {
        request.upgrade = true;
        request.httpUpgradeHandler = handler;
        return new UpgradedRequest(handler);
    }

    /** As Payara's is made. */
    private static final class Request {
        private boolean upgrade;
        private Object httpUpgradeHandler;
    }

    private record WebConnection(Object request) {}

    private record Handler(Object wc) {}
}
