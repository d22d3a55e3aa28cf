package org.kaiwa.signon;

import java.net.URI;
import java.net.http.HttpHeaders;

/**
 * What came of one request of a browser.
 *
 * @param uri that was asked for
 */
public record Answer(URI uri, int status, HttpHeaders headers, String body) {

    /** The first header of a name, empty where there is none. */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    public boolean isRedirect() {
        return status >= 300 && status < 400 && headers.firstValue("Location").isPresent();
    }

    /** Where it leads. */
    public URI location() {
        return uri.resolve(headers.firstValue("Location").orElseThrow());
    }

    /** Whether it leads to another site; a port does not make one. */
    boolean leavesSite() {
        return !uri.getHost().equals(location().getHost());
    }
}
