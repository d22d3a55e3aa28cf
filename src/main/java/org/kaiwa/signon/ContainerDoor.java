package org.kaiwa.signon;

import jakarta.inject.Inject;
import jakarta.servlet.HttpConstraintElement;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletSecurityElement;
import jakarta.servlet.annotation.ServletSecurity.TransportGuarantee;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.kaiwa.config.Settings;
import org.kaiwa.config.SignOnSettings.Mode;

/**
 * A path that the container itself lets nobody through who is not signed in, where {@code kaiwa.auth=container}: for containers that do not sign anybody in
 * when the application asks for it. WildFly's Elytron decides when the request begins whether it may ask who it is, and {@code authenticate} comes too late.
 *
 * <p>Who has come through is sent back to the page that he had asked for. It is not in {@code web.xml}: in the other modes there is no such path.
 */
@WebListener
public class ContainerDoor implements ServletContextListener {

    /** Where it is, in the application. */
    static final String PATH = "/sign-in";

    private static final String BACK = "to";

    /** Whoever is signed in, in whatever roles (Jakarta Servlet 6.0 §13.3). */
    private static final String ANYBODY = "**";

    @Inject
    private Settings settings;

    /** Made by the container. */
    public ContainerDoor() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if (settings.signOn().mode() == Mode.CONTAINER) {
            ServletRegistration.Dynamic door = event.getServletContext().addServlet("container-door", new Back());
            door.setServletSecurity(
                    new ServletSecurityElement(new HttpConstraintElement(TransportGuarantee.NONE, ANYBODY)));
            door.addMapping(PATH);
        }
    }

    /** Sends a browser there; if it has been there in vain, to the page that it had asked for. */
    static void redirect(HttpServletRequest request, HttpServletResponse response) {
        Answers.goTo(
                response,
                Paths.of(request).equals(PATH)
                        ? asked(request)
                        : request.getContextPath() + PATH + "?" + BACK + "="
                                + URLEncoder.encode(Paths.asked(request), StandardCharsets.UTF_8));
    }

    /** The page behind it: one of this application, and its root where it is none. */
    private static String asked(HttpServletRequest request) {
        String to = request.getParameter(BACK);
        return to != null && Paths.isLocal(to) && to.startsWith(Paths.root(request)) ? to : Paths.root(request);
    }

    private static final class Back extends HttpServlet {

        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            Answers.goTo(response, asked(request));
        }
    }
}
