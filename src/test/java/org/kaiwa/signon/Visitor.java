package org.kaiwa.signon;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A browser without a screen: it keeps cookies, goes where it is sent one step after the other, and shows what it got. Each is a person of its own. It
 * keeps to SameSite, with {@code localhost} and {@code 127.0.0.1} as two sites.
 */
public final class Visitor {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST_STEPS = 20;
    private static final String PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(PATIENCE)
            .build();
    private final CookieJar cookies = new CookieJar();

    /** Opens a page and stays there, redirect or not. The headers are names and values in turn, and come before what a browser sends by itself. */
    public Answer get(URI uri, String... headers) throws IOException, InterruptedException {
        return send(uri, "GET", BodyPublishers.noBody(), false, headers);
    }

    /** Sends a form of the site's own page, and stays there. */
    public Answer post(URI uri, Map<String, String> form, String... headers) throws IOException, InterruptedException {
        return post(uri, uri, form, false, headers);
    }

    /** Asks as a script of the site's own page does, with a body of JSON. */
    public Answer ask(String method, URI uri, String body) throws IOException, InterruptedException {
        return send(
                uri,
                method,
                BodyPublishers.ofString(body),
                false,
                "Accept",
                "application/json",
                "Origin",
                uri.getScheme() + "://" + uri.getAuthority());
    }

    /** Sends a form of a page of another site, as one that wants to do harm, and stays there. */
    public Answer postFrom(URI otherSite, URI uri, Map<String, String> form) throws IOException, InterruptedException {
        return post(otherSite, uri, form, true);
    }

    /** Opens a page and goes on to where it is sent; gives each answer on the way, the last one last. */
    public List<Answer> follow(URI uri) throws IOException, InterruptedException {
        return follow(get(uri));
    }

    /** Goes on from an answer, which is the first of what is given. The headers go with each further step, as those that a browser always sends. */
    public List<Answer> follow(Answer first, String... headers) throws IOException, InterruptedException {
        List<Answer> steps = new ArrayList<>(List.of(first));
        boolean crossSite = false;
        for (Answer last = first; last.isRedirect(); last = steps.get(steps.size() - 1)) {
            if (steps.size() == MOST_STEPS) {
                throw new IOException("sent round in circles: " + steps);
            }
            // Once it has been elsewhere it comes from there.
            crossSite |= last.leavesSite();
            steps.add(send(last.location(), "GET", BodyPublishers.noBody(), crossSite, headers));
        }
        return List.copyOf(steps);
    }

    /** Opens a page and gives what is shown in the end. The headers go with each step. */
    public Answer open(URI uri, String... headers) throws IOException, InterruptedException {
        return last(follow(get(uri, headers), headers));
    }

    /** Sends a form of the site's own page and gives what is shown in the end. The headers go with each step. */
    public Answer submit(URI uri, Map<String, String> form, String... headers)
            throws IOException, InterruptedException {
        return last(follow(post(uri, form, headers), headers));
    }

    private static Answer last(List<Answer> steps) {
        return steps.get(steps.size() - 1);
    }

    /** The value of the Cookie header for a handshake from the site's own page, empty when there is nothing to send. */
    public String cookieHeader(URI target) {
        return cookies.headerFor(target, false, true);
    }

    /** A cookie by its name. */
    public Optional<Cookie> cookie(String name) {
        return cookies.find(name);
    }

    /** All cookies. */
    public List<Cookie> cookies() {
        return cookies.all();
    }

    /** Puts a cookie in, as somebody who has got hold of the machine or of a cookie. */
    public void plant(URI site, String name, String value) {
        cookies.store(Cookie.parse(site, name + "=" + value + "; Path=/"));
    }

    /** Forgets all cookies. */
    public void forget() {
        cookies.forget();
    }

    private Answer post(URI page, URI uri, Map<String, String> form, boolean crossSite, String... headers)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Origin",
                page.getScheme() + "://" + page.getAuthority()));
        all.addAll(List.of(headers));
        BodyPublisher body = BodyPublishers.ofString(Form.encode(form));
        return send(uri, "POST", body, crossSite, all.toArray(String[]::new));
    }

    private Answer send(URI uri, String method, BodyPublisher body, boolean crossSite, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .method(method, body)
                .setHeader("Accept", PAGES);
        String sent = cookies.headerFor(uri, crossSite, method.equals("GET"));
        if (!sent.isEmpty()) {
            request.setHeader("Cookie", sent);
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").forEach(header -> cookies.store(Cookie.parse(uri, header)));
        return new Answer(uri, response.statusCode(), response.headers(), response.body());
    }
}
