package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;

class StaleAnswerFilterTest {

    private final StaleAnswerFilter filter = new StaleAnswerFilter();
    private final ConnectionOfGrizzly connection = new ConnectionOfGrizzly();
    private boolean wentOn;

    StaleAnswerFilterTest() {
        filter.counters = new Counters();
    }

    @Test
    void aRequestIsAnswered() throws Exception {
        filter.doFilter(facade(), answer(false), (request, response) -> wentOn = true);
        assertThat(wentOn).isTrue();
        assertThat(connection.terminated).isFalse();
        assertThat(filter.counters.staleAnswers()).isZero();
    }

    @Test
    void aRequestThatGotTheAnswerOfAnotherIsCutAndCounted() throws Exception {
        filter.doFilter(facade(), answer(true), (request, response) -> wentOn = true);
        assertThat(wentOn).isFalse();
        assertThat(connection.terminated).isTrue();
        assertThat(filter.counters.staleAnswers()).isOne();
    }

    @Test
    void onAServerThatIsMadeOtherwiseItFailsAndSaysWhy() {
        HttpServletRequest unknown = Fakes.fake(HttpServletRequest.class, (method, arguments) -> null);
        assertThatThrownBy(() -> filter.doFilter(unknown, answer(true), (request, response) -> wentOn = true))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("The answer to this request has been given before it came");
        assertThat(wentOn).isFalse();
    }

    private HttpServletRequest facade() {
        return new Facade(new Request(new RequestOfGrizzly(new PacketOfGrizzly(connection))));
    }

    private static HttpServletResponse answer(boolean committed) {
        return Fakes.fake(
                HttpServletResponse.class, (method, arguments) -> method.equals("isCommitted") ? committed : null);
    }

    /** As Payara's is made. */
    private static final class Facade extends HttpServletRequestWrapper {

        @SuppressWarnings("unused") // is looked for by its name
        private final Request request;

        Facade(Request request) {
            super(Fakes.fake(HttpServletRequest.class, (method, arguments) -> null));
            this.request = request;
        }
    }

    private record Request(RequestOfGrizzly coyoteRequest) {}

    /** As Grizzly's is made. */
    public record RequestOfGrizzly(PacketOfGrizzly getRequest) {}

    /** As Grizzly's is made. */
    public record PacketOfGrizzly(ConnectionOfGrizzly getConnection) {}

    /** As Grizzly's is made. */
    public static final class ConnectionOfGrizzly {

        private boolean terminated;

        /** Ends it. */
        public void terminateSilently() {
            terminated = true;
        }
    }
}
