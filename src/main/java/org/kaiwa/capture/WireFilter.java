package org.kaiwa.capture;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kaiwa.config.Settings;

/** Lets nobody to the wire who may not watch it: neither to the page, nor to what it shows, nor to the file. */
public class WireFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public WireFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!settings.capture().allowed()) {
            Refusal.send(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "off",
                    "The wire cannot be watched here (kaiwa.capture).");
        } else if (!Rights.mayWatch(request, settings.signOn().mode())) {
            Refusal.send(
                    response,
                    HttpServletResponse.SC_FORBIDDEN,
                    "forbidden",
                    "The wire is for administrators (kaiwa.admin.groups); where nobody signs in, for a browser on the server itself.");
        } else {
            chain.doFilter(request, response);
        }
    }
}
