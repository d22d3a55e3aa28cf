package org.kaiwa.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a first visit costs: the page, and every style sheet and module that it needs before it can be used, as they come over the line. */
@ExtendWith(RunningKaiwa.class)
class PageSizeIT {

    private static final int MOST_BYTES = 150_000;
    private static final int MOST_FILES = 6;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final Pattern IN_PAGE =
            Pattern.compile("<(?:script[^>]* src|link rel=\"stylesheet\" href)=\"([^\"]+)\"");
    private static final Pattern IN_STYLES = Pattern.compile("@import\\s+(?:url\\()?[\"']([^\"']+)[\"']");

    /** Not those that are imported when they are needed: {@code import('…')}. */
    private static final Pattern IN_MODULE = Pattern.compile("\\b(?:from|import)\\s*[\"'](\\.{0,2}/[^\"'\\s]+)[\"']");

    @Test
    void aFirstVisitLoadsNoMoreThan150KilobytesInAFewFiles(KaiwaProcess kaiwa) throws Exception {
        Map<String, Integer> sizes = new TreeMap<>();
        Deque<URI> open = new ArrayDeque<>(List.of(URI.create("http://127.0.0.1:" + kaiwa.httpPort() + "/")));
        while (!open.isEmpty()) {
            URI uri = open.pop();
            if (!sizes.containsKey(uri.getPath())) {
                HttpResponse<byte[]> answer = get(uri);
                sizes.put(uri.getPath(), answer.body().length);
                references(answer)
                        .matcher(text(answer))
                        .results()
                        .forEach(found -> open.add(uri.resolve(found.group(1))));
            }
        }

        int sum = sizes.values().stream().mapToInt(Integer::intValue).sum();
        String largest = sizes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(10)
                .map(Object::toString)
                .collect(Collectors.joining(", "));
        System.out.printf("A first visit loads %d bytes in %d files%n", sum, sizes.size());
        assertThat(sizes).hasSizeBetween(4, MOST_FILES);
        assertThat(sum)
                .as("bytes of %d files, the largest of them %s", sizes.size(), largest)
                .isLessThanOrEqualTo(MOST_BYTES);
    }

    private static Pattern references(HttpResponse<?> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return type.startsWith("text/html") ? IN_PAGE : type.startsWith("text/css") ? IN_STYLES : IN_MODULE;
    }

    private static HttpResponse<byte[]> get(URI uri) throws Exception {
        HttpResponse<byte[]> answer = CLIENT.send(
                HttpRequest.newBuilder(uri).header("Accept-Encoding", "gzip").build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
        return answer;
    }

    private static String text(HttpResponse<byte[]> answer) throws Exception {
        boolean packed = answer.headers().firstValue("Content-Encoding").isPresent();
        byte[] bytes =
                packed ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes() : answer.body();
        return new String(bytes, UTF_8);
    }
}
