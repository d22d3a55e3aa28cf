package org.kaiwa.signon;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Sets how the cookie of the session is sent, and ends a sign-in whose session the container has ended. */
@WebListener
public class SessionListener implements ServletContextListener, HttpSessionListener {

    @Inject
    private BrowserSessions sessions;

    @Inject
    private PublicUrls urls;

    /** Made by the container. */
    public SessionListener() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
        cookie.setHttpOnly(true);
        // Sent along by no page elsewhere but by a link that the user follows.
        cookie.setAttribute("SameSite", "Lax");
        if (urls.isConfiguredSecure()) {
            // Where a proxy ends TLS, the container does not know; otherwise it does.
            cookie.setSecure(true);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        sessions.stop();
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        if (event.getSession().getAttribute(BrowserSessions.ATTRIBUTE) instanceof String id) {
            sessions.lost(id);
        }
    }
}
