package org.kaiwa.signon;

import com.nimbusds.jose.util.JSONArrayUtils;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;

/** What an administrator does in the realm of the tests, by Keycloak's REST API. */
public final class KeycloakAdmin {

    static final String NAME = "admin";
    static final String PASSWORD = "admin-password";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI address;

    KeycloakAdmin(URI address) {
        this.address = address;
    }

    /** Ends all sessions of a user, and has the clients told by the back channel. */
    public void logOut(String user) throws IOException, InterruptedException {
        call("POST", "/users/" + userId(user) + "/logout", "");
    }

    public void removeFromGroup(String user, String group) throws IOException, InterruptedException {
        call("DELETE", "/users/" + userId(user) + "/groups/" + groupId(group), "");
    }

    public void addToGroup(String user, String group) throws IOException, InterruptedException {
        call("PUT", "/users/" + userId(user) + "/groups/" + groupId(group), "");
    }

    /** Whether a user may sign on, and whether the sessions that there are can be refreshed. */
    public void enable(String user, boolean enabled) throws IOException, InterruptedException {
        call("PUT", "/users/" + userId(user), "{\"enabled\":" + enabled + "}");
    }

    private String userId(String name) throws IOException, InterruptedException {
        return onlyId("/users?exact=true&username=" + name);
    }

    private String groupId(String name) throws IOException, InterruptedException {
        return onlyId("/groups?exact=true&search=" + name);
    }

    private String onlyId(String query) throws IOException, InterruptedException {
        String answer = call("GET", query, "");
        try {
            if (JSONArrayUtils.parse(answer).get(0) instanceof Map<?, ?> found) {
                return found.get("id").toString();
            }
        } catch (ParseException | IndexOutOfBoundsException unexpected) {
            // Said below.
        }
        throw new IOException("not one for " + query + ": " + answer);
    }

    private String call(String method, String path, String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(address.resolve("/admin/realms/kaiwa" + path))
                .header("Authorization", "Bearer " + token())
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
    }

    /** A new one for every call, for it lives a minute. */
    private String token() throws IOException, InterruptedException {
        String answer = send(HttpRequest.newBuilder(address.resolve("/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(Form.encode(Map.of(
                        "grant_type", "password", "client_id", "admin-cli", "username", NAME, "password", PASSWORD)))));
        try {
            return JSONObjectUtils.getString(JSONObjectUtils.parse(answer), "access_token");
        } catch (ParseException unexpected) {
            throw new IOException(answer, unexpected);
        }
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> response = client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
        if (response.statusCode() / 100 != 2) {
            throw new IOException(response + ": " + response.body());
        }
        return response.body();
    }
}
