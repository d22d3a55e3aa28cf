package org.kaiwa.page;

import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import jakarta.json.bind.JsonbConfig;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kaiwa.config.ContextAttributes;
import org.kaiwa.config.Settings;

/**
 * {@code GET /config.json}: where the socket is, {@code {"socket":{"port":7272,"path":"/"},"auth":"guest"}}; the port is null where it is the page's own, and the path
 * {@code /socket} on servers where the root is not reached.
 */
@WebServlet("/config.json")
public class PageConfig extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Jsonb JSONB = JsonbBuilder.create(new JsonbConfig().withNullValues(true));

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public PageConfig() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Socket socket = new Socket(
                SocketPort.of(settings, request).orElse(null),
                request.getContextPath() + getServletContext().getAttribute(ContextAttributes.SOCKET_PATH));
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.getWriter()
                .write(JSONB.toJson(new Config(socket, settings.signOn().mode().configName())));
    }

    /**
     * What the page is told.
     *
     * @param socket where the socket is
     * @param auth who says who somebody is, {@code kaiwa.auth}
     */
    @JsonbPropertyOrder({"socket", "auth"})
    public record Config(Socket socket, String auth) {}

    /**
     * Where the socket is, on the page's host.
     *
     * @param port its port; null: the page's own
     * @param path its path, with the context path of the application
     */
    @JsonbPropertyOrder({"port", "path"})
    public record Socket(Integer port, String path) {}
}
