package se.samsyn.distribution.benchmark;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks for one address again and again over connections that stay open, with as little work of its own as can be. */
final class Load {

    private Load() {}

    /** How many were answered with 200, and how long it took. */
    record Result(long requests, double seconds) {

        double perSecond() {
            return requests / seconds;
        }
    }

    static Result run(String url, String header, int connections, Duration duration) throws Exception {
        URI uri = URI.create(url);
        byte[] request = request(uri, header);
        long end = System.nanoTime() + duration.toNanos();
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        List<Future<Long>> counts = new ArrayList<>();
        long began = System.nanoTime();
        for (int i = 0; i < connections; i++) {
            counts.add(threads.submit(() -> ask(uri, request, end)));
        }
        long requests = 0;
        for (Future<Long> count : counts) {
            requests += count.get();
        }
        threads.shutdown();
        return new Result(requests, (System.nanoTime() - began) / 1e9);
    }

    static byte[] request(URI uri, String header) {
        return ("GET " + uri.getRawPath() + " HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n" + header + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static long ask(URI uri, byte[] request, long end) throws IOException {
        long count = 0;
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 65_536);
            while (System.nanoTime() < end) {
                socket.getOutputStream().write(request);
                readAnswer(in);
                count++;
            }
        }
        return count;
    }

    /** Reads one answer to its end; what is not 200 is a failure. */
    static void readAnswer(InputStream in) throws IOException {
        String status = line(in);
        if (!status.startsWith("HTTP/1.1 200")) {
            throw new IOException("Answered " + status);
        }
        long length = -1;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String lower = line.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return;
        }
        for (int chunk = chunk(in); chunk > 0; chunk = chunk(in)) {
            in.skipNBytes(chunk + 2L);
        }
        line(in);
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in).strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("The connection ended");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }
}
