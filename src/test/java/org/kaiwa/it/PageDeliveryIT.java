package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page's files come over HTTP: what may be kept, how it is compressed, and that no two versions are mixed. */
@ExtendWith(RunningKaiwa.class)
class PageDeliveryIT {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String MODULE = "/app/main.js";

    @Test
    void aFileUnderItsVersionIsKeptForAYear(KaiwaProcess kaiwa) throws Exception {
        HttpResponse<byte[]> versioned = get(kaiwa, version(kaiwa) + MODULE);

        assertThat(versioned.statusCode()).isEqualTo(200);
        assertThat(header(versioned, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(versioned, "Content-Type")).isEqualToIgnoringCase("text/javascript;charset=UTF-8");
        assertThat(text(versioned)).isEqualTo(text(get(kaiwa, MODULE))).contains("import ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/index.html", "/sign-in.html", "/sw.js", "/manifest.webmanifest", MODULE, "/config.json"})
    void whatHasNoVersionInItsAddressIsLookedAtAgainEachTime(String path, KaiwaProcess kaiwa) throws Exception {
        HttpResponse<byte[]> answer = get(kaiwa, path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void underAVersionThatIsNotTheServersThereIsNothing(KaiwaProcess kaiwa) throws Exception {
        for (String path : new String[] {"/v/0123456789abcdef" + MODULE, version(kaiwa) + "/index.html", "/v/"}) {
            assertThat(get(kaiwa, path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(header(get(kaiwa, "/v/0123456789abcdef" + MODULE), "Cache-Control"))
                .isEqualTo("no-cache");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", MODULE, "/styles/main.css", "/icon.svg"})
    void textIsCompressedForWhomeverTakesItAndForNobodyElse(String path, KaiwaProcess kaiwa) throws Exception {
        HttpResponse<byte[]> plain = get(kaiwa, path);
        HttpResponse<byte[]> packed = get(kaiwa, path, "Accept-Encoding", "gzip, deflate, br");

        assertThat(header(plain, "Content-Encoding")).isEmpty();
        assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
        assertThat(header(plain, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(packed, "ETag")).isNotEqualTo(header(plain, "ETag"));
        assertThat(header(packed, "Content-Length")).isEqualTo(Integer.toString(packed.body().length));
        assertThat(packed.body().length).isLessThan(plain.body().length);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes())
                .isEqualTo(plain.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gzip"})
    void whoHasAFileAlreadyIsToldSoInTheSameEncoding(String encoding, KaiwaProcess kaiwa) throws Exception {
        for (String path : new String[] {"/", MODULE, version(kaiwa) + MODULE}) {
            String tag = header(get(kaiwa, path, "Accept-Encoding", encoding), "ETag");
            HttpResponse<byte[]> again =
                    get(kaiwa, path, "Accept-Encoding", encoding, "If-None-Match", "\"other\", W/" + tag);

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(header(again, "ETag")).isEqualTo(tag);
            assertThat(header(again, "Vary")).isEqualTo("Accept-Encoding");
            assertThat(get(kaiwa, path, "Accept-Encoding", encoding, "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN,zh;q=0.9,en;q=0.8 | zh-Hans | 你已退出登录",
                "de, ja-JP;q=0.5, zh;q=0.2 | ja | サインアウトしました",
                "en-GB, ja;q=0.9 | en | You are signed out",
                "ja;q=0.1, en;q=0.2 | en | You are signed out",
                "fr | en | You are signed out",
                "'' | en | You are signed out"
            })
    void whoHasSignedOutIsToldSoInHisLanguage(String wanted, String language, String words, KaiwaProcess kaiwa)
            throws Exception {
        String[] header = wanted.isEmpty() ? new String[0] : new String[] {"Accept-Language", wanted};
        HttpResponse<byte[]> answer = get(kaiwa, "/signed-out.html", header);

        assertThat(text(answer)).contains("<html lang=\"" + language + "\">", "<h1 class=\"card-title\">" + words);
        assertThat(header(answer, "Content-Language")).isEqualTo(language);
        assertThat(header(answer, "Content-Type")).isEqualToIgnoringCase("text/html;charset=UTF-8");
        assertThat(answer.headers().allValues("Vary"))
                .flatExtracting(value -> Arrays.asList(value.split(",\\s*")))
                .contains("Accept-Language", "Accept-Encoding");
    }

    @Test
    void whoChangesHisLanguageDoesNotKeepTheOtherOne(KaiwaProcess kaiwa) throws Exception {
        String tag = header(get(kaiwa, "/signed-out.html", "Accept-Language", "ja"), "ETag");

        assertThat(get(kaiwa, "/signed-out.html", "Accept-Language", "ja", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(get(kaiwa, "/signed-out.html", "Accept-Language", "zh", "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aHeadSaysWhatAGetWouldAndSendsNothing(KaiwaProcess kaiwa) throws Exception {
        HttpResponse<byte[]> get = get(kaiwa, MODULE, "Accept-Encoding", "gzip");
        HttpResponse<byte[]> head = ask("HEAD", kaiwa, MODULE, "Accept-Encoding", "gzip");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        for (String header : new String[] {"Content-Length", "Content-Encoding", "Content-Type", "ETag", "Vary"}) {
            assertThat(header(head, header)).as(header).isEqualTo(header(get, header));
        }
    }

    @Test
    void aPartOfAFileIsAPartOfItAsItIs(KaiwaProcess kaiwa) throws Exception {
        HttpResponse<byte[]> whole = get(kaiwa, MODULE);
        int length = whole.body().length;

        HttpResponse<byte[]> part = get(kaiwa, MODULE, "Range", "bytes=3-12", "Accept-Encoding", "gzip");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(header(part, "Content-Encoding")).isEmpty();
        assertThat(header(part, "Content-Range")).isEqualTo("bytes 3-12/" + length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 3, 13));

        HttpResponse<byte[]> same = get(kaiwa, MODULE, "Range", "bytes=-4", "If-Range", header(whole, "ETag"));
        assertThat(same.body()).isEqualTo(Arrays.copyOfRange(whole.body(), length - 4, length));
        assertThat(get(kaiwa, MODULE, "Range", "bytes=-4", "If-Range", "\"older\"")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<byte[]> outside = get(kaiwa, MODULE, "Range", "bytes=" + length + "-");
        assertThat(outside.statusCode()).isEqualTo(416);
        assertThat(header(outside, "Content-Range")).isEqualTo("bytes */" + length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", MODULE, "/config.json", "/v/0/none", "/no-such"})
    void everyAnswerKeepsThePageToItsOwn(String path, KaiwaProcess kaiwa) throws Exception {
        HttpResponse<byte[]> answer = get(kaiwa, path);

        assertThat(header(answer, "Content-Security-Policy"))
                .contains("default-src 'none'", "require-trusted-types-for 'script'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(header(answer, "X-Frame-Options")).isEqualTo("DENY");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Permissions-Policy")).contains("camera=()", "microphone=()", "geolocation=()");
    }

    /** The prefix of what the page refers to. */
    private static String version(KaiwaProcess kaiwa) throws Exception {
        Matcher matcher =
                Pattern.compile("src=\"(v/[0-9a-f]{16})/app/main\\.js\"").matcher(text(get(kaiwa, "/")));
        assertThat(matcher.find()).as("a module under a version").isTrue();
        return "/" + matcher.group(1);
    }

    private static HttpResponse<byte[]> get(KaiwaProcess kaiwa, String path, String... headers) throws Exception {
        return ask("GET", kaiwa, path, headers);
    }

    private static HttpResponse<byte[]> ask(String method, KaiwaProcess kaiwa, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + kaiwa.httpPort() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), UTF_8);
    }
}
