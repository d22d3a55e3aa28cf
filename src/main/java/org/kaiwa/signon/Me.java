package org.kaiwa.signon;

import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.kaiwa.config.Settings;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.Role;
import org.kaiwa.identity.SignIn;

/** {@code GET /api/me}: who one is. Of a guest it is known by his socket only. */
@WebServlet(Paths.ME)
public class Me extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public Me() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String auth = settings.signOn().mode().configName();
        if (request.getUserPrincipal() instanceof SignIn signIn) {
            Account account = signIn.account();
            Answers.json(
                    response,
                    new User(
                            auth,
                            account.name(),
                            account.subject().id(),
                            account.subject().issuer(),
                            account.groups().stream().sorted().toList(),
                            signIn.roles().stream().map(Role::wireName).sorted().toList(),
                            account.picture()));
        } else {
            Answers.json(response, new Guest(auth));
        }
    }

    /**
     * A guest.
     *
     * @param auth {@code guest}
     */
    public record Guest(String auth) {}

    /**
     * Somebody who is signed in.
     *
     * @param auth the mode, {@code kaiwa.auth}
     * @param name the name
     * @param id what the user is known by to the one who vouches
     * @param issuer who that is
     * @param groups the groups, in order
     * @param roles {@code admin} and {@code moderator}, where the groups give them
     * @param picture the address of a picture; null: none
     */
    @JsonbPropertyOrder({"auth", "name", "id", "issuer", "groups", "roles", "picture"})
    public record User(
            String auth,
            String name,
            String id,
            String issuer,
            List<String> groups,
            List<String> roles,
            String picture) {}
}
