package org.kaiwa.proxy;

import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.kaiwa.config.AddressRange;

/** A request as the browser made it, before a listed proxy handed it on: its address, and the one that it asked for. */
public final class ForwardedRequest extends HttpServletRequestWrapper {

    private final Forwarded said;

    /** Of a handshake empty: by its path a container finds the endpoint (Tyrus), and nothing in its answer leads anywhere. */
    private final Optional<String> prefix;

    private ForwardedRequest(HttpServletRequest received, Forwarded said) {
        super(received);
        this.said = said;
        this.prefix = "websocket".equalsIgnoreCase(received.getHeader("Upgrade")) ? Optional.empty() : said.prefix();
    }

    /** The request as a proxy has it; the same as it is where no listed proxy says anything. */
    static HttpServletRequest of(HttpServletRequest received, List<AddressRange> proxies) {
        Optional<Forwarded> said =
                Forwarded.read(name -> Collections.list(received.getHeaders(name)), received.getRemoteAddr(), proxies);
        return said.<HttpServletRequest>map(words -> new ForwardedRequest(received, words))
                .orElse(received);
    }

    /**
     * The other side of it: as it came to this server, from the proxy where there is one.
     *
     * @param request as a filter or servlet has it
     * @return the one below, or the same where it came directly
     */
    public static HttpServletRequest received(HttpServletRequest request) {
        return find(request)
                .map(forwarded -> (HttpServletRequest) forwarded.getRequest())
                .orElse(request);
    }

    /**
     * Whether a listed proxy has handed it on.
     *
     * @param request as a filter or servlet has it
     * @return true if what it says of addresses, host and path is what a proxy has said
     */
    public static boolean isForwarded(HttpServletRequest request) {
        return find(request).isPresent();
    }

    private static Optional<ForwardedRequest> find(ServletRequest request) {
        ServletRequest one = request;
        while (one instanceof ServletRequestWrapper wrapper && !(one instanceof ForwardedRequest)) {
            one = wrapper.getRequest();
        }
        return one instanceof ForwardedRequest forwarded ? Optional.of(forwarded) : Optional.empty();
    }

    @Override
    public String getRemoteAddr() {
        return said.address().orElseGet(super::getRemoteAddr);
    }

    @Override
    public String getRemoteHost() {
        return said.address().orElseGet(super::getRemoteHost);
    }

    /** The client's, if the proxy says it; else that of the proxy's line, by which two clients of one address are still told apart. */
    @Override
    public int getRemotePort() {
        return said.clientPort().orElseGet(super::getRemotePort);
    }

    @Override
    public String getScheme() {
        return said.scheme().orElseGet(super::getScheme);
    }

    @Override
    public boolean isSecure() {
        return said.scheme().map("https"::equals).orElseGet(super::isSecure);
    }

    @Override
    public String getServerName() {
        return said.host().orElseGet(super::getServerName);
    }

    /** The one that is said; or the one in the {@code Host}, if the proxy lets that through; or that of the scheme. */
    @Override
    public int getServerPort() {
        return said.port().or(this::portOfHost).orElseGet(() -> {
            boolean known = said.host().isPresent() || said.scheme().isPresent();
            return known ? "https".equals(getScheme()) ? 443 : 80 : super.getServerPort();
        });
    }

    private Optional<Integer> portOfHost() {
        return said.host().isPresent()
                ? Optional.empty()
                : Optional.ofNullable(getHeader("Host"))
                        .flatMap(Forwarded::authority)
                        .flatMap(Forwarded::port);
    }

    @Override
    public String getContextPath() {
        return prefix.orElseGet(super::getContextPath);
    }

    @Override
    public String getRequestURI() {
        String inside = super.getRequestURI();
        return prefix.map(outside ->
                        outside + inside.substring(super.getContextPath().length()))
                .orElse(inside);
    }

    @Override
    public StringBuffer getRequestURL() {
        boolean usual = getServerPort() == ("https".equals(getScheme()) ? 443 : 80);
        return new StringBuffer(getScheme())
                .append("://")
                .append(getServerName())
                .append(usual ? "" : ":" + getServerPort())
                .append(getRequestURI());
    }
}
