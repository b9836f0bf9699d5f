package se.samsyn.core.fetch;

import java.io.IOException;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Keeps what is answered in a file, as long as it is not too much. */
final class LimitedFile implements BodySubscriber<Path> {

    private final BodySubscriber<Path> file;
    private final long limit;
    private long size;
    private Flow.@Nullable Subscription subscription;

    private LimitedFile(Path path, long limit) {
        this.file = BodySubscribers.ofFile(
                path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        this.limit = limit;
    }

    /** What is answered with 200 goes to the file; the rest is not looked at. */
    static BodyHandler<Path> handler(Path path, long limit) {
        return info -> info.statusCode() == 200 ? new LimitedFile(path, limit) : BodySubscribers.replacing(path);
    }

    /** What is answered is larger than it may be. */
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1L;
    }

    @Override
    public CompletionStage<Path> getBody() {
        return file.getBody();
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription = given;
        file.onSubscribe(given);
    }

    @Override
    public void onNext(List<ByteBuffer> part) {
        size += part.stream().mapToLong(ByteBuffer::remaining).sum();
        if (size <= limit) {
            file.onNext(part);
        } else if (subscription != null) {
            subscription.cancel();
            subscription = null;
            file.onError(new TooLarge());
        }
    }

    @Override
    public void onError(Throwable failure) {
        file.onError(failure);
    }

    @Override
    public void onComplete() {
        file.onComplete();
    }
}
