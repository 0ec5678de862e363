package dev.chancery.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.internal.HttpConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// HTTP/1.1 over TCP or TLS, by Jetty: RFC 9112. A request's head and content are read without a thread; a worker
/// answers it.
public final class JettyListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JettyListener.class);
    private static final byte[] NOTHING = new byte[0];
    private static final int READERS = 8; // threads that accept, read and shed
    private static final long MOST_DISCARDED = 1024 * 1024; // bytes over the limit, read so that the refusal is heard
    private static final long MOST_GATHERED = 32L * 1024 * 1024; // bytes of content of which the rest is awaited

    private final ListenSettings settings;
    private final FrontDoor door;
    private final Server server;
    private final ServerConnector connector;
    private final HttpField[] standing;
    private final Admission admission;
    private final AtomicLong gathered = new AtomicLong();
    private Map<EndPoint, Stage> stages = Map.of();

    private JettyListener(ListenSettings settings, Handler handler) {
        this.settings = settings;
        this.door = new FrontDoor(settings, handler);
        this.server = new Server(readers());
        this.connector = new ServerConnector(server, factories(settings));
        this.admission =
                new Admission(settings.limits().workers(), settings.limits().waiting());
        this.standing = SecurityHeaders.of(settings).entrySet().stream()
                .map(header -> new PreEncodedHttpField(header.getKey(), header.getValue()))
                .toArray(HttpField[]::new);
    }

    /// Listens from when it returns. What stands in the way, such as a port in use, is told in one line.
    public static JettyListener start(ListenSettings settings, Handler handler) {
        var listener = new JettyListener(settings, handler);
        try {
            listener.open();
            return listener;
        } catch (IOException refused) {
            listener.close();
            var cause = refused.getCause() == null ? refused : refused.getCause();
            throw new UncheckedIOException(
                    "cannot listen on %s:%d: %s".formatted(settings.address(), settings.port(), cause.getMessage()),
                    refused);
        } catch (Exception fault) {
            listener.close();
            throw new IllegalStateException(fault);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /// Takes no more requests, and waits for those under way as long as the limits say.
    @Override
    public void close() {
        try {
            server.stop();
        } catch (TimeoutException late) {
            LOG.warn(
                    "requests still under way after {} were cut off",
                    settings.limits().stop());
        } catch (Exception fault) {
            throw new IllegalStateException("the listener did not stop", fault);
        } finally {
            admission.close();
        }
    }

    private void open() throws Exception {
        var limits = settings.limits();
        connector.setHost(settings.address());
        connector.setPort(settings.port());
        connector.setIdleTimeout(limits.idle().toMillis());
        connector.setAcceptQueueSize(1024);
        server.addConnector(connector);
        server.addBean(new NetworkConnectionLimit(limits.connections(), server));
        server.setStopTimeout(limits.stop().toMillis());
        server.setErrorHandler(this::refuse);

        server.setHandler(new GracefulHandler(new Arriving()));
        server.start();
        sweepLater();
    }

    private static QueuedThreadPool readers() {
        var readers = new QueuedThreadPool(READERS, READERS, 60_000, new LinkedBlockingQueue<>());
        readers.setName("http");
        return readers;
    }

    private static ConnectionFactory[] factories(ListenSettings settings) {
        var http = new HttpConnectionFactory(configuration(settings.limits()));
        var tls = settings.tls();
        if (tls == null) return new ConnectionFactory[] {http};
        return new ConnectionFactory[] {new SslConnectionFactory(tls(tls), http.getProtocol()), http};
    }

    private static HttpConfiguration configuration(Limits limits) {
        var http = new HttpConfiguration();
        http.setHttpCompliance(HttpCompliance.STRICT);
        http.setUriCompliance(UriCompliance.DEFAULT.with("CANONICAL", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING));
        http.setRequestHeaderSize(limits.maxHeader());
        http.setMaxResponseHeaderSize(4 * limits.maxHeader());
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        return http;
    }

    private static SslContextFactory.Server tls(Tls tls) {
        var factory = new SslContextFactory.Server();
        factory.setKeyStore(tls.load());
        factory.setKeyStorePassword(tls.password());
        factory.setIncludeProtocols("TLSv1.3", "TLSv1.2"); // RFC 9325 §3.1.1
        factory.addExcludeCipherSuites(".*_CBC_.*"); // RFC 9325 §4.2: authenticated encryption only
        factory.setRenegotiationAllowed(false);
        return factory;
    }

    /// What never reaches a handler: malformed HTTP, too large, too many, too late.
    private boolean refuse(Request request, Response response, Callback callback) {
        var id = settings.ids().get();
        var status = response.getStatus();
        if (request.getAttribute(ErrorHandler.ERROR_EXCEPTION) instanceof HttpException malformed)
            status = malformed.getCode() >= 500 ? 400 : malformed.getCode();
        var answer = FrontDoor.turnedAway(status, id);
        send(response, answer, id, callback);
        told(request, new RequestScope(id, Request.getRemoteAddr(request)), null, answer);
        return true;
    }

    private void told(Request request, RequestScope scope, @Nullable Route route, dev.chancery.http.Response answer) {
        var nanos = System.nanoTime() - request.getBeginNanoTime();
        var done = new Exchanges.Done(scope, request.getMethod(), route, answer.status(), answer.body().length, nanos);
        settings.exchanges().done(done);
    }

    private void send(Response to, dev.chancery.http.Response answer, String id, Callback callback) {
        to.setStatus(answer.status());
        var fields = to.getHeaders();
        for (var field : standing) fields.put(field);
        fields.put("X-Request-Id", id);
        answer.headers().forEach(fields::put);
        for (var cookie : answer.cookies()) fields.add("Set-Cookie", cookie.field());
        to.write(true, ByteBuffer.wrap(answer.body()), callback);
    }

    /// Closes connections that take too long to send a request or to take an answer, a byte at a time.
    private void sweep() {
        if (!server.isRunning()) return;
        sweepLater();
        admission.impatient(settings.limits().patience().toNanos()).forEach(server.getThreadPool()::execute);
        var now = System.nanoTime();
        var current = new HashMap<EndPoint, Stage>();
        for (var endPoint : connector.getConnectedEndPoints()) {
            var stage = stage(endPoint, now);
            if (stage == null) continue;
            var before = stages.get(endPoint);
            if (before != null && before.limit.equals(stage.limit) && before.messages == stage.messages) stage = before;
            if (now - stage.since > stage.limit.toNanos()) reset(endPoint);
            else current.put(endPoint, stage);
        }
        stages = current;
    }

    private void sweepLater() {
        var pause = Math.clamp(settings.limits().headerTime().toMillis() / 10, 10, 1000);
        connector.getScheduler().schedule(this::sweep, pause, TimeUnit.MILLISECONDS);
    }

    /// At once: what was not taken yet must not stay in the kernel's memory.
    private static void reset(EndPoint endPoint) {
        try {
            if (endPoint.getTransport() instanceof SocketChannel channel)
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException closed) {
            LOG.debug("already closed", closed);
        }
        endPoint.close(new TimeoutException("too slow"));
    }

    private @Nullable Stage stage(EndPoint endPoint, long now) {
        var connection = endPoint.getConnection();
        if (connection instanceof SslConnection tls)
            connection = tls.getSslEndPoint().getConnection();
        if (!(connection instanceof HttpConnection http)) return null;
        var parser = http.getParser();
        var messages = http.getMessagesIn();
        var limits = settings.limits();
        if (parser.isStart() ? messages == 0 : parser.inHeaderState())
            return new Stage(limits.headerTime(), messages, now);
        var taking = endPoint instanceof AbstractEndPoint writing
                && writing.getWriteFlusher().isPending();
        return taking || parser.inContentState() ? new Stage(limits.bodyTime(), messages, now) : null;
    }

    private record Stage(Duration limit, long messages, long since) {}

    /// Takes a request whose framing is beyond doubt and whose announced content is not too large.
    private final class Arriving extends org.eclipse.jetty.server.Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_0
                    && request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING)) { // RFC 9112 §6.1
                response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
                Response.writeError(request, response, callback, 400);
            } else if (request.getLength() > most(request)) {
                response.getHeaders().put(HttpFields.CONNECTION_CLOSE);
                Response.writeError(request, response, callback, 413);
            } else {
                new Arrival(request, response, callback).run();
            }
            return true;
        }

        /// Who waits for 100 Continue has not sent anything that would have to be read first.
        private long most(Request request) {
            var beyond = request.getHeaders().contains(HttpHeader.EXPECT) ? 0 : MOST_DISCARDED;
            return beyond
                    + door.mostContent(request.getMethod(), request.getHttpURI().getPath(), request.getLength());
        }
    }

    /// Gathers the content, so that who sends it slowly holds no worker; then answers as soon as it is let in.
    private final class Arrival extends Request.Wrapper implements Runnable, Exchange.Wire {
        private final Response response;
        private final Callback callback;
        private byte[] content = NOTHING;
        private long total;
        private int held, most;

        Arrival(Request request, Response response, Callback callback) {
            super(request);
            this.response = response;
            this.callback = callback;
        }

        @Override
        public void run() {
            while (true) {
                var chunk = read();
                if (chunk == null) {
                    if (hold(content.length) > MOST_GATHERED) refused(503);
                    else demand(this);
                    return;
                }
                if (Content.Chunk.isFailure(chunk)) {
                    broken(chunk.getFailure());
                    return;
                }
                var last = chunk.isLast();
                var more = chunk.getByteBuffer();
                total += more.remaining();
                most = door.mostContent(method(), path(), total);
                if (total <= most) append(more);
                else discard();
                chunk.release();
                if (last || total > most + MOST_DISCARDED) {
                    arrived();
                    return;
                }
            }
        }

        /// RFC 9112 §9.6: closing on content that is still coming would cost the client the answer.
        private void discard() {
            content = NOTHING;
            hold(0);
        }

        private void append(ByteBuffer more) {
            var length = (int) total - more.remaining();
            if (total > content.length)
                content = Arrays.copyOf(content, length == 0 ? (int) total : Math.max((int) total, 2 * length));
            more.get(content, length, more.remaining());
        }

        private void arrived() {
            if (total > most) {
                refused(413);
                return;
            }
            if (total < content.length) content = Arrays.copyOf(content, (int) total);
            // what is larger than usual counts until it is answered
            var crowded = hold(total > settings.limits().maxBody() ? (int) total : 0) > MOST_GATHERED && held > 0;
            var exchange = door.open(this);
            if (crowded || !admission.enter(() -> answer(exchange), this::turnedAway)) turnedAway();
        }

        private void answer(Exchange exchange) {
            var answer = door.answer(exchange);
            hold(0);
            send(response, answer, exchange.scope.id(), callback);
            told(this, exchange.scope, exchange.route, answer);
        }

        private void turnedAway() {
            refused(503);
        }

        private void refused(int status) {
            hold(0);
            content = NOTHING;
            Response.writeError(this, response, callback, status);
        }

        private void broken(Throwable failure) {
            hold(0);
            if (failure instanceof HttpException) Response.writeError(this, response, callback, failure);
            else callback.failed(failure);
        }

        private long hold(int bytes) {
            if (bytes == held) return gathered.get();
            var total = gathered.addAndGet(bytes - held);
            held = bytes;
            return total;
        }

        @Override
        public String method() {
            return getMethod();
        }

        @Override
        public String path() {
            var path = getHttpURI().getPath();
            return path == null ? "" : path;
        }

        @Override
        public String query() {
            var query = getHttpURI().getQuery();
            return query == null ? "" : query;
        }

        @Override
        public List<String> headers(String name) {
            return getHeaders().getValuesList(name);
        }

        @Override
        public byte[] body() {
            return content;
        }

        @Override
        public InetAddress peer() {
            return ((InetSocketAddress) getConnectionMetaData().getRemoteSocketAddress()).getAddress();
        }
    }
}
