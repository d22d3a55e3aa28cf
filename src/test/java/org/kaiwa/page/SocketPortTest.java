package org.kaiwa.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.kaiwa.config.Settings;

class SocketPortTest {

    @Test
    void aPageThatCameWithoutTlsFindsItsSocketOnThePortThatIsConfigured() {
        assertThat(SocketPort.of(settings(Map.of("kaiwa.ws.port", "7272")), request(false)))
                .contains(7272);
        assertThat(SocketPort.of(settings(Map.of()), request(false))).isEmpty();
    }

    @Test
    void aPageThatCameByTlsFindsItWhereThePageIsForThereIsTls() {
        assertThat(SocketPort.of(settings(Map.of("kaiwa.ws.port", "7272")), request(true)))
                .isEmpty();
    }

    private static Settings settings(Map<String, String> configured) {
        return Settings.read(key -> Optional.ofNullable(configured.get(key)));
    }

    private static HttpServletRequest request(boolean secure) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                SocketPortTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("isSecure");
                    return secure;
                });
    }
}
