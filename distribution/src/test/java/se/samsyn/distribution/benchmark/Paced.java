package se.samsyn.distribution.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one address at an even pace until it is ended. An answer's time counts from when it was to be asked for, so that
 * one that is late makes those after it late too.
 */
final class Paced {

    private final URI uri;
    private final byte[] request;
    private final long interval;
    private final ExecutorService threads;
    private final ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    private Paced(String url, String header, int connections, int perSecond) {
        this.uri = URI.create(url);
        this.request = Load.request(uri, header);
        this.interval = TimeUnit.SECONDS.toNanos(connections) / perSecond;
        this.threads = Executors.newFixedThreadPool(connections);
    }

    /**
     * What came of it.
     *
     * @param millis of what was answered with 200, in order
     * @param failures what else was answered, or how it failed
     */
    record Result(List<Double> millis, List<String> failures) {

        double p99() {
            return millis.isEmpty() ? Double.NaN : millis.get((int) (millis.size() * 0.99));
        }
    }

    static Paced start(String url, String header, int connections, int perSecond) {
        Paced paced = new Paced(url, header, connections, perSecond);
        long begin = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            long first = begin + paced.interval * i / connections;
            paced.threads.submit(() -> paced.ask(first));
        }
        return paced;
    }

    /** Lets no more be asked, and what has been asked be answered. */
    Result end() throws InterruptedException {
        over = true;
        threads.shutdown();
        threads.awaitTermination(10, TimeUnit.SECONDS);
        List<Double> millis = nanos.stream().map(took -> took / 1e6).sorted().toList();
        return new Result(millis, new ArrayList<>(failures));
    }

    private void ask(long first) {
        @Nullable Connection connection = null;
        for (long due = first; !over; due += interval) {
            LockSupport.parkNanos(due - System.nanoTime());
            try {
                if (connection == null) {
                    connection = new Connection(uri);
                }
                connection.ask(request);
                nanos.add(System.nanoTime() - due);
            } catch (IOException e) {
                failures.add(String.valueOf(e.getMessage()));
                close(connection);
                connection = null;
            }
        }
        close(connection);
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            connection.close();
        }
    }

    private static final class Connection {

        private final Socket socket;
        private final InputStream in;

        Connection(URI uri) throws IOException {
            socket = new Socket(uri.getHost(), uri.getPort());
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream(), 65_536);
        }

        void ask(byte[] request) throws IOException {
            socket.getOutputStream().write(request);
            Load.readAnswer(in);
        }

        void close() {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no more use.
            }
        }
    }
}
