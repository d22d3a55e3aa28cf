package org.kaiwa.capture;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kaiwa.identity.Account;
import org.kaiwa.identity.SignIn;
import org.kaiwa.protocol.CloseCode;

/**
 * The way of a watch to whoever watches. It writes when he takes it (Jakarta Servlet 6.0 §3.7, non-blocking), and ends with him, with his sign-in and with his rights.
 *
 * <p>The container calls from its threads and the {@link Watches} from theirs; they take turns by the lock of the feed.
 */
final class Feed implements WriteListener, AsyncListener, SignIn.Watcher {

    private static final Logger LOG = Logger.getLogger(Feed.class.getName());

    private final AsyncContext exchange;
    private final ServletOutputStream out;
    private final Encoding encoding;
    private final Optional<SignIn> signIn;
    private final Runnable whenOver;

    /** Something has been written since the last flush. Guarded by this. */
    private boolean isUnflushed;

    /** Guarded by this. */
    private boolean isOver;

    /**
     * The way to somebody who has just asked.
     *
     * @param exchange the request, already asynchronous
     * @param encoding what he gets
     * @param signIn under which he watches; empty: nobody signs in
     * @param whenOver called once, when it has ended for whatever reason, in any thread
     */
    Feed(AsyncContext exchange, Encoding encoding, Optional<SignIn> signIn, Runnable whenOver) throws IOException {
        this.exchange = exchange;
        this.out = exchange.getResponse().getOutputStream();
        this.encoding = encoding;
        this.signIn = signIn;
        this.whenOver = whenOver;
    }

    /** Begins to write. */
    void begin() {
        exchange.setTimeout(0);
        exchange.addListener(this);
        out.setWriteListener(this);
        signIn.ifPresent(whose -> whose.watch(this));
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    /** Writes what there is, as far as it is taken. */
    void pump() {
        try {
            boolean isDone;
            synchronized (this) {
                isDone = !isOver && write();
            }
            if (isDone) {
                end();
            }
        } catch (IOException | RuntimeException gone) {
            LOG.log(Level.FINE, "Somebody who watched is gone", gone);
            end();
        }
    }

    /** Whether all is written. */
    private boolean write() throws IOException {
        while (out.isReady()) {
            byte[] next = encoding.next();
            if (next != null) {
                out.write(next);
                isUnflushed = true;
            } else if (isUnflushed) {
                isUnflushed = false;
                out.flush();
            } else {
                return encoding.isDone();
            }
        }
        return false;
    }

    /** Whether it has ended. */
    synchronized boolean isOver() {
        return isOver;
    }

    /** Ends it. To end it twice does nothing. */
    void end() {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
            complete();
        }
        tellOver();
    }

    private void complete() {
        try {
            exchange.complete();
        } catch (IllegalStateException alreadyOver) {
            LOG.log(Level.FINE, "The container has ended it", alreadyOver);
        }
    }

    /** The container has ended it, and uses what belonged to it for others from now on. */
    private void ended() {
        synchronized (this) {
            if (isOver) {
                return;
            }
            isOver = true;
        }
        tellOver();
    }

    private void tellOver() {
        signIn.ifPresent(whose -> whose.unwatch(this));
        whenOver.run();
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    @Override
    public void signedOut(CloseCode why) {
        end();
    }

    @Override
    public void accountChanged(Account account) {
        if (!Rights.isAdmin(signIn.orElseThrow())) {
            end();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {
        ended();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        ended();
    }

    @Override
    public void onError(AsyncEvent event) {
        ended();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        // It is started once.
    }
}
