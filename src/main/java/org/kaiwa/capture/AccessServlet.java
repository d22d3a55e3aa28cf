package org.kaiwa.capture;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kaiwa.config.Settings;

/** {@code GET /api/wire/access}: {@code {"allowed":true}} for who may watch the wire, so that the chat's page leads there, and nobody else. */
@WebServlet("/api/wire/access")
public class AccessServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public AccessServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean allowed = settings.capture().allowed()
                && Rights.mayWatch(request, settings.signOn().mode());
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.getWriter().write("{\"allowed\":" + allowed + "}");
    }
}
