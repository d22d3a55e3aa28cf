package org.kaiwa.signon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kaiwa.config.ProxySettings;
import org.kaiwa.config.Settings;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.SignIn;
import org.kaiwa.identity.SignIns;
import org.kaiwa.identity.Subject;
import org.kaiwa.protocol.CloseCode;
import org.kaiwa.proxy.ForwardedRequest;

/** Whoever an authenticating reverse proxy names in headers. Thread-safe. */
@ApplicationScoped
public class ProxySignOn {

    /** Who vouches, in the directory of the users. */
    private static final String ISSUER = "proxy";

    private static final SeldomLog LOG = new SeldomLog(Logger.getLogger(ProxySignOn.class.getName()), System::nanoTime);

    private Optional<ProxySettings> settings;
    private BrowserSessions sessions;
    private SignIns signIns;

    /** For the container, which makes a proxy of this class. */
    protected ProxySignOn() {}

    /**
     * Made by the container.
     *
     * @param settings where the proxy is and what its headers are
     * @param sessions signs browsers in
     * @param signIns all who are signed in
     */
    @Inject
    public ProxySignOn(Settings settings, BrowserSessions sessions, SignIns signIns) {
        this.settings = settings.signOn().proxy();
        this.sessions = sessions;
        this.signIns = signIns;
    }

    private ProxySettings proxy() {
        return settings.orElseThrow();
    }

    /** Whether somebody who is not the proxy says who asks, or the proxy says it twice. */
    boolean isForged(HttpServletRequest request) {
        boolean named = headers().anyMatch(header -> request.getHeader(header) != null);
        boolean twice =
                Stream.of(proxy().userHeader(), proxy().nameHeader()).anyMatch(header -> count(request, header) > 1);
        String peer = ForwardedRequest.received(request).getRemoteAddr();
        boolean ofProxy = proxy().addresses().stream().anyMatch(range -> range.contains(peer));
        if (named && (!ofProxy || twice)) {
            LOG.warn("Refused a request from " + peer
                    + (ofProxy
                            ? " that names its user twice"
                            : " that names a user; it is not in kaiwa.proxy.addresses"));
            return true;
        }
        return false;
    }

    private Stream<String> headers() {
        return Stream.of(proxy().userHeader(), proxy().nameHeader(), proxy().groupsHeader());
    }

    private static int count(HttpServletRequest request, String header) {
        return Collections.list(request.getHeaders(header)).size();
    }

    /** The sign-in of whom the proxy names, which begins here if he is new; of a request that is not {@linkplain #isForged forged}. */
    Optional<SignIn> signIn(HttpServletRequest request) {
        Optional<SignIn> known = sessions.find(request);
        String user = header(request, proxy().userHeader());
        if (user == null || user.isBlank()) {
            // Signed out at the proxy. By the cookie alone nobody is let in, for it might come by another way.
            known.ifPresent(signIn -> signIns.end(signIn, CloseCode.PROVIDER_SIGNED_OUT));
            return Optional.empty();
        }
        Subject subject = new Subject(ISSUER, user.strip());
        Account account =
                new Account(subject, Account.shown(header(request, proxy().nameHeader()), user), groups(request), null);
        if (known.filter(signIn -> signIn.account().subject().equals(subject)).isPresent()) {
            known.get().describe(account);
            return known;
        }
        return Optional.of(sessions.beginOrPass(request, account));
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? null : decoded(value);
    }

    /** Proxies send UTF-8, and servers read a header byte by byte (RFC 9110 §5.5: "opaque data"). */
    private static String decoded(String value) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(value.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return value;
        }
    }

    private Set<String> groups(HttpServletRequest request) {
        List<String> lines = Collections.list(request.getHeaders(proxy().groupsHeader()));
        return lines.stream()
                .map(ProxySignOn::decoded)
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
