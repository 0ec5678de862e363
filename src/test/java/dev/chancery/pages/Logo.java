package dev.chancery.pages;

import java.awt.Color;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import javax.imageio.ImageIO;

/// Pictures as data URLs, and things that only look like one.
public final class Logo {
    /// A blue pixel.
    public static final String PNG =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk"
                    + "YPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

    private Logo() {}

    /// One that a shop could have.
    static String drawn() {
        var picture = new BufferedImage(128, 128, BufferedImage.TYPE_INT_ARGB);
        var pen = picture.createGraphics();
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setColor(new Color(0xb3261e));
        pen.fill(new RoundRectangle2D.Double(4, 28, 120, 72, 20, 20));
        pen.setColor(Color.WHITE);
        for (int hole = 0; hole < 5; hole++) pen.fill(new Ellipse2D.Double(82, 34 + 13.5 * hole, 6, 6));
        pen.dispose();
        var png = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", png);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
        return of("image/png", png.toByteArray());
    }

    public static byte[] content() {
        return Base64.getDecoder().decode(PNG.substring(PNG.indexOf(',') + 1));
    }

    public static String of(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }

    /// A picture of so many bytes, as far as its beginning tells.
    public static String ofSize(int bytes) {
        return of("image/png", Arrays.copyOf(content(), bytes));
    }
}
