package org.kaiwa.admin;

import jakarta.inject.Inject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.CloseCode;

/**
 * Who is signed in: {@code GET /api/sessions}. {@code DELETE /api/sessions/{id}} ends one sign-in and closes its sockets; {@code DELETE
 * /api/sessions?issuer=…&user=…} all those of a user.
 */
@WebServlet("/api/sessions/*")
public class SessionsServlet extends AdminServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SignIns signIns;

    /** Made by the container. */
    public SessionsServlet() {}

    /**
     * One sign-in.
     *
     * @param id by which it is ended
     * @param name the user's name
     * @param issuer who vouches for the user
     * @param user what the user is known by there
     * @param groups its groups, in order
     * @param began when it began, RFC 3339
     * @param idle_seconds for how long the user has done nothing
     */
    @JsonbPropertyOrder({"id", "name", "issuer", "user", "groups", "began", "idle_seconds"})
    public record Session(
            String id, String name, String issuer, String user, List<String> groups, String began, long idle_seconds) {

        static Session of(SignIn signIn) {
            Subject subject = signIn.account().subject();
            return new Session(
                    signIn.id(),
                    signIn.account().name(),
                    subject.issuer(),
                    subject.id(),
                    signIn.account().groups().stream().sorted().toList(),
                    signIn.began().toString(),
                    signIn.idle().toSeconds());
        }
    }

    /**
     * How many were ended.
     *
     * @param ended their number
     */
    public record Ended(int ended) {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        answer(
                response,
                signIns.all().stream()
                        .sorted(Comparator.comparing(SignIn::began).thenComparing(SignIn::id))
                        .map(Session::of)
                        .toList());
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = rest(request);
        String issuer = request.getParameter("issuer");
        String user = request.getParameter("user");
        List<SignIn> meant;
        if (!id.isEmpty()) {
            meant = signIns.find(id).stream().toList();
        } else if (issuer != null && user != null) {
            meant = signIns.of(new Subject(issuer, user));
        } else {
            refuse(
                    response,
                    HttpServletResponse.SC_BAD_REQUEST,
                    "session_missing",
                    "Name the id of a session, or issuer and user.");
            return;
        }
        if (meant.isEmpty()) {
            refuse(response, HttpServletResponse.SC_NOT_FOUND, "session_unknown", "There is no such session.");
            return;
        }
        meant.forEach(signIn -> {
            note(request, "signs out " + signIn);
            signIns.end(signIn, CloseCode.ADMIN_SIGNED_OUT);
        });
        answer(response, new Ended(meant.size()));
    }
}
