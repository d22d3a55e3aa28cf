package org.kaiwa.signon;

/** How a provider is down. */
public enum Outage {
    /** Whatever is asked, it answers 503. */
    UNAVAILABLE,
    /** It takes connections and requests, and answers none until it has come back. */
    SILENT,
    /** It does not listen: whoever connects is refused at once. */
    GONE
}
