package org.kaiwa.signon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The browser without a screen does what browsers do. It is played to by a server that is told by each path what to answer. */
class VisitorTest {

    private final Queue<Headers> asked = new ConcurrentLinkedQueue<>();
    private final Visitor visitor = new Visitor();
    private HttpServer one;
    private HttpServer other;

    @BeforeEach
    void start() throws IOException {
        one = server();
        other = server();
    }

    @AfterEach
    void stop() {
        one.stop(0);
        other.stop(0);
    }

    @Test
    void aCookieGoesToEveryPortOfItsHostAndToNoOtherHost() throws Exception {
        visitor.get(uri(one, "127.0.0.1", "/set?k=v;%20Path=/;%20HttpOnly;%20SameSite=Strict;%20Max-Age=60"));

        assertThat(visitor.cookie("k")).get().satisfies(cookie -> {
            assertThat(cookie.value()).isEqualTo("v");
            assertThat(cookie.httpOnly()).isTrue();
            assertThat(cookie.secure()).isFalse();
            assertThat(cookie.sameSite()).isEqualTo("strict");
            assertThat(cookie.lifetime()).hasSeconds(60);
        });
        assertThat(visitor.cookieHeader(uri(other, "127.0.0.1", "/x"))).isEqualTo("k=v");
        assertThat(visitor.cookieHeader(URI.create("ws://127.0.0.1:1"))).isEqualTo("k=v");
        assertThat(visitor.cookieHeader(uri(one, "localhost", "/x"))).isEmpty();
    }

    @Test
    void aCookieGoesToItsPathAndWhatIsBelowIt() throws Exception {
        visitor.get(uri(one, "127.0.0.1", "/set?k=v;%20Path=/oidc"));

        assertThat(visitor.cookieHeader(uri(one, "127.0.0.1", "/oidc/callback")))
                .isEqualTo("k=v");
        assertThat(visitor.cookieHeader(uri(one, "127.0.0.1", "/oidc"))).isEqualTo("k=v");
        assertThat(visitor.cookieHeader(uri(one, "127.0.0.1", "/oidcx"))).isEmpty();
        assertThat(visitor.cookieHeader(uri(one, "127.0.0.1", "/"))).isEmpty();
    }

    @Test
    void aCookieEndsByItsAgeOrByADateOfThePast() throws Exception {
        for (String end : List.of("Max-Age=0", "Expires=Thu,%2001-Jan-1970%2000:00:00%20GMT")) {
            visitor.get(uri(one, "127.0.0.1", "/set?k=v;%20Path=/"));
            assertThat(visitor.cookie("k")).isPresent();
            visitor.get(uri(one, "127.0.0.1", "/set?k=;%20Path=/;%20" + end));
            assertThat(visitor.cookie("k")).isEmpty();
        }
    }

    @Test
    void itStaysWhereItIsSentAwayFromUnlessItIsToFollow() throws Exception {
        URI end = uri(other, "127.0.0.1", "/end");
        URI start = uri(one, "127.0.0.1", "/to?" + end);

        assertThat(visitor.get(start).location()).isEqualTo(end);
        assertThat(visitor.follow(start)).extracting(Answer::uri).containsExactly(start, end);
        assertThatThrownBy(() -> visitor.follow(uri(one, "127.0.0.1", "/round")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void whoComesBackFromAnotherSiteSendsNoStrictCookie() throws Exception {
        visitor.get(uri(one, "127.0.0.1", "/set?strict=s;%20Path=/;%20SameSite=Strict"));
        visitor.get(uri(one, "127.0.0.1", "/set?lax=l;%20Path=/"));
        asked.clear();

        URI back = uri(one, "127.0.0.1", "/back");
        visitor.follow(uri(one, "127.0.0.1", "/to?" + uri(other, "localhost", "/to?" + back)));

        assertThat(asked)
                .extracting(headers -> headers.getFirst("Cookie"))
                .containsExactly("strict=s; lax=l", null, "lax=l");
    }

    @Test
    void aFormOfAnotherSiteSendsNeitherAndSaysWhereItIsFrom() throws Exception {
        URI target = uri(one, "127.0.0.1", "/form");
        visitor.plant(target, "k", "v");

        visitor.post(target, Map.of("a", "b c"));
        visitor.postFrom(URI.create("http://evil.example/page"), target, Map.of());

        assertThat(asked).extracting(headers -> headers.getFirst("Cookie")).containsExactly("k=v", null);
        assertThat(asked)
                .extracting(headers -> headers.getFirst("Origin"))
                .containsExactly("http://" + target.getAuthority(), "http://evil.example");
    }

    @Test
    void itAsksForPagesUnlessItIsTold() throws Exception {
        visitor.get(uri(one, "127.0.0.1", "/x"));
        visitor.get(uri(one, "127.0.0.1", "/x"), "Accept", "application/json");

        assertThat(asked.poll().getFirst("Accept")).startsWith("text/html");
        assertThat(asked.poll().get("Accept")).containsExactly("application/json");
    }

    private static URI uri(HttpServer server, String host, String rest) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + rest);
    }

    private HttpServer server() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        return server;
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestHeaders());
        URI uri = exchange.getRequestURI();
        switch (uri.getPath()) {
            case "/set" -> exchange.getResponseHeaders().set("Set-Cookie", uri.getQuery());
            case "/to" -> exchange.getResponseHeaders().set("Location", uri.getQuery());
            case "/round" -> exchange.getResponseHeaders().set("Location", "/round");
            default -> exchange.getResponseHeaders().set("Content-Type", "text/plain");
        }
        exchange.sendResponseHeaders(exchange.getResponseHeaders().containsKey("Location") ? 302 : 200, -1);
        exchange.close();
    }
}
