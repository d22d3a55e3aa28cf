package org.kaiwa.connection;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.SendHandler;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.protocol.ServerFrame;

/** The contract over a container whose pings and closes wait, and that nobody waits with them. */
class PatientSenderTest {

    /** All that a container does is done at once. */
    @Nested
    class AtOnce extends StandardSenderTest {

        @Override
        Sender sender() {
            return new PatientSender(super.sender(), Runnable::run, Runnable::run);
        }
    }

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final StringBuilder done = new StringBuilder();
    private final PatientSender sender = new PatientSender(
            new Sender() {
                @Override
                public void send(Iterator<ServerFrame> frames, SendHandler handler) {
                    done.append("send ");
                }

                @Override
                public void ping() {
                    done.append("ping ");
                }

                @Override
                public void close(CloseCode code) {
                    done.append("close ");
                }

                @Override
                public boolean isOpen() {
                    return true;
                }
            },
            waiting::add,
            waiting::add);

    @Test
    void whoAsksForAPingOrACloseDoesNotWaitForIt() {
        sender.ping();
        sender.close(CloseCode.TOO_SLOW);
        assertThat(done).isEmpty();

        waiting.forEach(Runnable::run);
        assertThat(done).hasToString("ping close ");
    }

    @Test
    void aSendWaitsForThePingThatIsUnderWayAndNotTheOtherWayRound() {
        sender.ping();
        sender.ping();
        sender.send(null, result -> {});
        assertThat(done).isEmpty();
        waiting.remove().run();
        assertThat(done).hasToString("ping send ");
        assertThat(waiting).as("one ping at a time").isEmpty();

        sender.ping();
        waiting.remove().run();
        assertThat(done).hasToString("ping send ping ");
    }
}
