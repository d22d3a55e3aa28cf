package org.kaiwa.capture;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import org.kaiwa.config.SignOnSettings;
import org.kaiwa.identity.Role;
import org.kaiwa.identity.SignIn;

/** Who may watch: an administrator; and where nobody signs in, whoever sits at the server itself. */
final class Rights {

    private static final Set<String> OWN_NAMES = Set.of("localhost", "127.0.0.1", "::1", "[::1]", "[0:0:0:0:0:0:0:1]");

    /** What a proxy says of itself. Behind one on the same machine everybody seems to come from there. */
    private static final List<String> OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private Rights() {}

    /** Whether this request is of somebody who may watch. */
    static boolean mayWatch(HttpServletRequest request, SignOnSettings.Mode mode) {
        if ("cross-site".equals(request.getHeader("Sec-Fetch-Site"))) {
            return false; // a foreign page could not read it, but it would start a watch
        }
        if (mode != SignOnSettings.Mode.GUEST) {
            return request.getUserPrincipal() instanceof SignIn signIn && isAdmin(signIn);
        }
        return isLoopback(request.getRemoteAddr())
                && OWN_NAMES.contains(request.getServerName())
                && OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    }

    static boolean isAdmin(SignIn signIn) {
        return signIn.isLive() && signIn.roles().contains(Role.ADMIN);
    }

    /** Who that is, for the log. */
    static String who(HttpServletRequest request) {
        return request.getUserPrincipal() instanceof SignIn signIn
                ? "Administrator " + signIn
                : "Somebody at the server itself (" + request.getRemoteAddr() + ":" + request.getRemotePort() + ")";
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException noAddress) {
            return false;
        }
    }
}
