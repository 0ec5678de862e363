import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;

/// Speaks MongoDB's protocol on a port of this machine and keeps all in memory: what the conformance suite needs.
final class Store extends MemoryBackend {

    /// Arguments: the port.
    public static void main(String[] arguments) throws InterruptedException {
        var server = new MongoServer(new Store());
        server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
        Thread.currentThread().join();
    }

    /// The suite asks for a version when it starts, which the library does not know.
    @Override
    public Document handleMessage(MongoMessage message) {
        if (!message.getDocument().containsKey("getParameter")) return super.handleMessage(message);
        return new Document("featureCompatibilityVersion", new Document("version", "6.0")).append("ok", 1.0);
    }
}
