package dev.chancery.realm;

import static dev.chancery.admin.Refused.invalid;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the pages of a realm look like.
///
/// @param colour such as `#2f4a8a`; empty for ours
/// @param logo a picture as a data URL (RFC 2397); empty for none
public record Brand(String colour, String logo) {
    public static final Brand NONE = new Brand("", "");

    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern LOGO = Pattern.compile("data:image/(png|jpeg|webp);base64,([A-Za-z0-9+/]+={0,2})");
    private static final int LARGEST = 32 * 1024;

    /// A picture, and what it says it is.
    @SuppressWarnings("ArrayRecordComponent") // handed over, never changed
    public record Picture(String type, byte[] content) {

        /// Nothing else passes for a picture, least of all markup.
        private boolean isWhatItSays() {
            return switch (type) {
                case "image/png" -> begins(0, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
                case "image/jpeg" -> begins(0, new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff});
                default -> begins(0, "RIFF".getBytes(US_ASCII)) && begins(8, "WEBP".getBytes(US_ASCII));
            };
        }

        private boolean begins(int at, byte[] signature) {
            return content.length > at + signature.length
                    && Arrays.mismatch(content, at, at + signature.length, signature, 0, signature.length) < 0;
        }
    }

    void validate() {
        if (!colour.isEmpty() && !COLOUR.matcher(colour).matches())
            throw invalid("brandColour", "A colour such as #2f4a8a, or empty.");
        if (logo.isEmpty()) return;
        var picture = logo.length() > 2 * LARGEST ? Optional.<Picture>empty() : picture();
        if (picture.filter(Picture::isWhatItSays)
                .filter(read -> read.content.length <= LARGEST)
                .isEmpty())
            throw invalid("brandLogo", "A data URL with a PNG, JPEG or WebP of at most 32 KiB in base64, or empty.");
    }

    /// Absent when there is no logo.
    public Optional<Picture> picture() {
        var read = LOGO.matcher(logo);
        if (!read.matches()) return Optional.empty();
        try {
            return Optional.of(
                    new Picture("image/" + read.group(1), Base64.getDecoder().decode(read.group(2))));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /// The colour and what can be read on it, for the stylesheet of the pages.
    public byte[] css() {
        return colour.isEmpty()
                ? new byte[0]
                : ":root{--brand:%s;--on-brand:%s}\n"
                        .formatted(colour, textOn())
                        .getBytes(UTF_8);
    }

    /// WCAG 2.2 §1.4.3: one of the two has a contrast of 4.5 to 1 or more on any colour.
    private String textOn() {
        var luminance = luminance();
        return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? "#fff" : "#000";
    }

    /// WCAG 2.2, relative luminance.
    private double luminance() {
        var channels = List.of(1, 3, 5).stream()
                .map(at -> Integer.parseInt(colour, at, at + 2, 16) / 255.0)
                .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
                .toList();
        return 0.2126 * channels.get(0) + 0.7152 * channels.get(1) + 0.0722 * channels.get(2);
    }
}
