package org.kaiwa.signon;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Logger;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings.Mode;

/** {@code POST /oidc/back-channel-logout}: the provider says that a session has ended (OpenID Connect Back-Channel Logout 1.0 §2.5 to §2.8). */
@WebServlet(Paths.BACK_CHANNEL_LOGOUT)
public class BackChannelLogout extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final SeldomLog LOG =
            new SeldomLog(Logger.getLogger(BackChannelLogout.class.getName()), System::nanoTime);

    /** The largest request: a token is some hundred bytes, a few thousand with a chain of certificates. */
    private static final int MAX_BYTES = 65_536;

    @Inject
    private transient Settings settings;

    @Inject
    private transient OidcSignOn oidc;

    /** Made by the container. */
    public BackChannelLogout() {}

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (settings.signOn().mode() != Mode.OIDC) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        if (request.getContentLength() > MAX_BYTES) {
            Answers.refuse(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    "invalid_request",
                    "A logout token has at most " + MAX_BYTES + " bytes.");
            return;
        }
        String token = request.getParameter("logout_token");
        if (token == null) {
            refuse(response, "There is no logout_token.");
            return;
        }
        try {
            oidc.endByProvider(token);
            Answers.keepNoCopy(response);
            response.setStatus(HttpServletResponse.SC_OK);
        } catch (SignOnRefusedException refused) {
            LOG.warn("A back-channel logout was refused. " + refused.getMessage());
            refuse(response, "The logout token is not to be trusted.");
        } catch (ProviderAwayException away) {
            LOG.warn("A back-channel logout could not be verified. " + away.getMessage());
            refuse(response, "The logout token could not be verified.");
        }
    }

    private static void refuse(HttpServletResponse response, String message) throws IOException {
        Answers.refuse(response, HttpServletResponse.SC_BAD_REQUEST, "invalid_request", message);
    }
}
