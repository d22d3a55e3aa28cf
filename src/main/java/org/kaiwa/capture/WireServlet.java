package org.kaiwa.capture;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.kaiwa.config.CaptureSettings;
import org.kaiwa.config.Settings;
import org.kaiwa.connection.Wire;
import org.kaiwa.identity.Audit;
import org.kaiwa.identity.SignIn;

/**
 * {@code GET /api/wire}: what passes from now on, as server-sent events. {@code GET /api/capture.pcapng}: the same as a file for Wireshark, without an end; with {@code watch=}
 * what that watch has kept, which ends. With {@code instead=} another watch ends first. Both take the parameters of {@link Filter}. Who may, {@link WireFilter} has looked.
 */
@WebServlet(
        urlPatterns = {"/api/wire", "/api/capture.pcapng"},
        asyncSupported = true)
public class WireServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Watches watches;

    @Inject
    private transient Settings settings;

    @Inject
    private transient Wire wire;

    /** Made by the container. */
    public WireServlet() {}

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        boolean isFile = request.getServletPath().endsWith(".pcapng");
        String ofThePast = isFile ? request.getParameter("watch") : null;
        Filter filter;
        try {
            filter = Filter.parse(request::getParameter);
        } catch (IllegalArgumentException notAllowed) {
            Refusal.send(response, HttpServletResponse.SC_BAD_REQUEST, "filter_invalid", notAllowed.getMessage());
            return;
        }
        // Who changes the filter need not wait until it is seen that he has left the watch before.
        Optional.ofNullable(request.getParameter("instead")).ifPresent(watches::end);
        if (ofThePast != null) {
            sendPast(ofThePast, filter, request, response);
        } else if (watches.reserve()) {
            watch(isFile, filter, request, response);
        } else {
            Refusal.send(
                    response,
                    HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                    "too_many",
                    "Others watch the wire already, as many as may at a time (" + Watches.MOST + ").");
        }
    }

    private void watch(boolean isFile, Filter filter, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        CaptureSettings capture = settings.capture();
        String who = Rights.who(request);
        String what = (isFile ? "the wire into a file, " : "the wire, ") + filter + ", "
                + (capture.content() ? "with" : "without") + " what people write";
        Optional<SignIn> signIn =
                request.getUserPrincipal() instanceof SignIn whose ? Optional.of(whose) : Optional.empty();
        Function<Watch, Encoding> encoding = isFile
                ? watch -> PcapngStream.live(watch, new Pcapng())
                : watch -> new EventStream(watch, System::nanoTime);
        Watch watch = new Watch(filter, capture.content());
        begin(response, isFile);
        Audit.note(who, "begins to watch " + what);
        announce(filter, true);
        watches.begin(watch, encoding, request.startAsync(), signIn, () -> {
            Audit.note(who, "has watched " + what + ": " + watch.counts());
            announce(filter, false);
        });
    }

    private void announce(Filter filter, boolean on) {
        if (settings.capture().notice()) {
            wire.announce(Optional.ofNullable(filter.room()), on);
        }
    }

    private void sendPast(String id, Filter filter, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Optional<Watch> watch = watches.find(id);
        if (watch.isEmpty()) {
            Refusal.send(
                    response,
                    HttpServletResponse.SC_NOT_FOUND,
                    "no_such_watch",
                    "This watch is over, and what it has seen is forgotten.");
            return;
        }
        Audit.note(Rights.who(request), "takes what was seen of the wire as a file, " + filter);
        begin(response, true);
        Encoding file = PcapngStream.past(watch.get(), filter, new Pcapng());
        for (byte[] next = file.next(); next != null; next = file.next()) {
            response.getOutputStream().write(next);
        }
    }

    private static void begin(HttpServletResponse response, boolean isFile) {
        response.setHeader("Cache-Control", "no-store");
        // A proxy that gathers what comes would show it late, or never.
        response.setHeader("X-Accel-Buffering", "no");
        if (isFile) {
            response.setContentType("application/vnd.tcpdump.pcap");
            response.setHeader("Content-Disposition", "attachment; filename=\"kaiwa.pcapng\"");
        } else {
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
        }
    }
}
