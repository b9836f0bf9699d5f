package se.samsyn.core.web;

import io.javalin.http.Context;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One who listens. What is told waits here until the connection takes it; nobody waits for the connection. */
final class LiveStream implements WriteListener {

    /** The attribute of a request that is answered with a stream. */
    static final String OPEN = "samsyn.stream";

    /** Whoever is this far behind is let go: a browser connects anew, and asks for what it shows. */
    private static final int MOST_WAITING = 256 * 1024;

    private static final byte[] BEGINNING = "retry: 2000\n\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private final LiveStreams streams;
    private final String userId;
    private final String name;
    private final BooleanSupplier admitted;
    private final Consumer<LiveStream> atEnd;
    private final long since = System.nanoTime();
    private final CompletableFuture<?> done = new CompletableFuture<>();
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private int bytesWaiting;
    private boolean pumping;
    private boolean unflushed;
    private boolean ended;
    private @Nullable ServletOutputStream out;

    LiveStream(
            LiveStreams streams, String userId, String name, BooleanSupplier admitted, Consumer<LiveStream> atEnd) {
        this.streams = streams;
        this.userId = userId;
        this.name = name;
        this.admitted = admitted;
        this.atEnd = atEnd;
    }

    String userId() {
        return userId;
    }

    String name() {
        return name;
    }

    boolean admitted() {
        return admitted.getAsBoolean();
    }

    boolean olderThan(Duration life, long now) {
        return now - since > life.toNanos();
    }

    synchronized boolean ended() {
        return ended;
    }

    /** Begins the answer; the request's thread is free after it. */
    void open(Context context) {
        HttpServletResponse response = context.res();
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store, no-transform");
        response.setHeader("X-Accel-Buffering", "no");
        context.attribute(OPEN, true);
        AsyncContext async = context.req().startAsync();
        async.setTimeout(0);
        context.future(() -> done);
        offer(BEGINNING);
        try {
            ServletOutputStream stream = response.getOutputStream();
            synchronized (this) {
                out = stream;
            }
            stream.setWriteListener(this);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot begin to tell", e);
        }
    }

    void beat() {
        offer(BEAT);
    }

    /** Lets the bytes be written when the connection takes them. */
    void offer(byte[] bytes) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (bytesWaiting + bytes.length <= MOST_WAITING) {
                waiting.add(bytes);
                bytesWaiting += bytes.length;
                if (pumping) {
                    return;
                }
                pumping = true;
                streams.write(this::pump);
                return;
            }
        }
        end();
    }

    @Override
    public void onWritePossible() {
        pump();
    }

    @Override
    public void onError(Throwable gone) {
        end();
    }

    private void pump() {
        try {
            write();
        } catch (IOException | RuntimeException gone) {
            end();
        }
    }

    private synchronized void write() throws IOException {
        pumping = false;
        ServletOutputStream stream = out;
        while (stream != null && !ended && stream.isReady()) {
            byte[] next = waiting.poll();
            if (next != null) {
                bytesWaiting -= next.length;
                stream.write(next);
                unflushed = true;
            } else if (unflushed) {
                unflushed = false;
                stream.flush();
            } else {
                return;
            }
        }
    }

    /** Ends the answer, once; the browser may come again. */
    void end() {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
            waiting.clear();
        }
        // On a thread that holds no lock: the server may answer the end at once.
        streams.write(() -> done.complete(null));
        atEnd.accept(this);
    }
}
