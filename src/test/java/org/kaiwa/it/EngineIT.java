package org.kaiwa.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;
import org.junit.jupiter.api.Test;

/** The numbers of the engine, read through JMX as an administrator's tools do. */
class EngineIT {

    @Test
    void theNumbersOfTheEngineCanBeReadThroughJmx() throws Exception {
        try (KaiwaProcess kaiwa = KaiwaProcess.start();
                RawSocket first = RawSocket.open(kaiwa.wsPort());
                RawSocket second = RawSocket.open(kaiwa.wsPort());
                RawSocket binary = RawSocket.open(kaiwa.wsPort());
                JMXConnector connector = Management.connect(kaiwa.pid())) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            ObjectName engine = new ObjectName("org.kaiwa:type=Engine,context=\"/\"");
            first.say("{\"type\":\"login\",\"name\":\"first\"}");
            assertThat(first.readText()).contains("user_list");
            second.say("{\"type\":\"login\",\"name\":\"second\",\"room_id\":\"2\"}");
            assertThat(second.readText()).contains("user_list");
            second.say("x");
            binary.write(RawSocket.frame(0x82, new byte[1]));
            assertThat(binary.readCloseCode()).isEqualTo(1003);

            assertThat(server.getAttribute(engine, "Rooms")).isEqualTo(2);
            assertThat(server.getAttribute(engine, "Members")).isEqualTo(2);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> server.getAttribute(engine, "Connections").equals(2));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> server.getAttribute(engine, "Deliveries").equals(4L));
            assertThat((Long) server.getAttribute(engine, "Bytes")).isGreaterThan(200);
            assertThat(server.getAttribute(engine, "Writes")).isEqualTo(4L);
            assertThat(server.getAttribute(engine, "LagMax")).isEqualTo(0L);
            assertThat(count(server.getAttribute(engine, "Refusals"), "invalid_json"))
                    .isEqualTo(1L);
            assertThat(count(server.getAttribute(engine, "Closes"), "1003")).isEqualTo(1L);
        }
    }

    private static long count(Object table, String key) {
        CompositeData row = ((TabularData) table).get(new Object[] {key});
        return (long) row.get("value");
    }
}
