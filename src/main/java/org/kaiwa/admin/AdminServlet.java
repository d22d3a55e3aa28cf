package org.kaiwa.admin;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kaiwa.identity.Audit;
import org.kaiwa.identity.Role;
import org.kaiwa.identity.SignIn;

/** What only an administrator may ask. */
abstract class AdminServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    static final Jsonb JSONB = JsonbBuilder.create();

    AdminServlet() {}

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (request.getUserPrincipal() instanceof SignIn signIn
                && signIn.roles().contains(Role.ADMIN)) {
            super.service(request, response);
        } else {
            refuse(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "forbidden",
                    "This is for administrators (kaiwa.auth, kaiwa.admin.groups).");
        }
    }

    /**
     * A refusal, for programs.
     *
     * @param error why, for programs
     * @param message why, for people, a whole sentence
     */
    public record Refusal(String error, String message) {}

    static void refuse(HttpServletResponse response, int status, String error, String message) throws IOException {
        response.setStatus(status);
        answer(response, new Refusal(error, message));
    }

    static void answer(HttpServletResponse response, Object answer) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter().write(JSONB.toJson(answer));
    }

    /** Notes what an administrator has done, for who asks later. */
    static void note(HttpServletRequest request, String what) {
        Audit.note("Administrator " + request.getUserPrincipal(), what);
    }

    /** What follows the servlet's own path, without the slash before it; empty: nothing. */
    static String rest(HttpServletRequest request) {
        String path = request.getPathInfo();
        return path == null || path.equals("/") ? "" : path.substring(1);
    }
}
