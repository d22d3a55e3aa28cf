package org.kaiwa.signon;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.kaiwa.config.ProxySettings;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings.Mode;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.protocol.CloseCode;

/**
 * {@code POST /api/sign-out}: signs out, in all windows of the browser; answers where the browser should go, {@code {"location":"…"}}: to be signed out at the
 * provider or the proxy as well, if that has a place for it.
 */
@WebServlet("/api/sign-out")
public class SignOut extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    @Inject
    private transient SignIns signIns;

    @Inject
    private transient OidcSignOn oidc;

    /** Made by the container. */
    public SignOut() {}

    /**
     * Where to go.
     *
     * @param location an address
     */
    public record Next(String location) {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        Mode mode = settings.signOn().mode();
        if (!(request.getUserPrincipal() instanceof SignIn signIn)) {
            Answers.refuse(
                    response, HttpServletResponse.SC_NOT_FOUND, "not_found", "Guests are not signed in (kaiwa.auth).");
            return;
        }
        Optional<String> there = switch (mode) {
            case OIDC -> oidc.endSession(request, signIn).map(URI::toString);
            case PROXY -> settings.signOn().proxy().flatMap(ProxySettings::signOut);
            case CONTAINER, GUEST -> Optional.empty();
        };
        if (mode == Mode.CONTAINER) {
            request.logout();
        }
        signIns.end(signIn, CloseCode.SIGNED_OUT);
        Answers.json(response, new Next(there.orElse(request.getContextPath() + Paths.SIGNED_OUT)));
    }
}
