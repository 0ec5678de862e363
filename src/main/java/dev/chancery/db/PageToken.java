package dev.chancery.db;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The `next` of a page: the sort key of its last row (`String` and `Long`), under HMAC-SHA-256 and bound to the list
/// it came from.
public final class PageToken {

    private static final int LONGEST = 4_096;
    private static final int MAC_BYTES = 32;

    private final byte[] key;

    public PageToken(byte[] key) {
        this.key = key.clone();
    }

    /// `list` names the list and everything that shapes it: realm, filter, order.
    public String seal(String list, List<Object> position) {
        var body = encoded(position);
        var out = new ByteArrayOutputStream();
        out.writeBytes(mac(list, body));
        out.writeBytes(body);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    /// Empty when the token is forged, damaged, or from another list.
    public Optional<List<Object>> open(String list, String token) {
        if (token.length() > LONGEST) return Optional.empty();
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (bytes.length < MAC_BYTES) return Optional.empty();
        var mac = Arrays.copyOfRange(bytes, 0, MAC_BYTES);
        var body = Arrays.copyOfRange(bytes, MAC_BYTES, bytes.length);
        return MessageDigest.isEqual(mac, mac(list, body)) ? Optional.of(decoded(body)) : Optional.empty();
    }

    private byte[] mac(String list, byte[] body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(encoded(List.of(list)));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(List<Object> position) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeByte(position.size());
            for (var part : position) {
                out.writeBoolean(part instanceof Long);
                if (part instanceof Long number) out.writeLong(number);
                else out.writeUTF((String) part);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static List<Object> decoded(byte[] body) {
        try (var in = new DataInputStream(new ByteArrayInputStream(body))) {
            var size = in.readUnsignedByte();
            var position = new ArrayList<Object>(size);
            for (var i = 0; i < size; i++) position.add(in.readBoolean() ? (Object) in.readLong() : in.readUTF());
            return List.copyOf(position);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
