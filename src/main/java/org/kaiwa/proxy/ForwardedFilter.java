package org.kaiwa.proxy;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.kaiwa.config.Settings;

/**
 * Lets all that comes behind it see a request as the browser made it, where a listed proxy ({@code kaiwa.proxy.addresses}) has handed it on.
 *
 * <p>Each server can do some of this by settings of its own, none of them all of it, and each otherwise; so it is done here.
 */
public class ForwardedFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    /** Made by the container. */
    public ForwardedFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(ForwardedRequest.of(request, settings.proxies()), response);
    }
}
