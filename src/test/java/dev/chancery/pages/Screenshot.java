package dev.chancery.pages;

import static java.awt.image.BufferedImage.TYPE_BYTE_INDEXED;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;

/// The whole of a page as a PNG of at most 256 colours: pages have few more, and it is kept in a fraction of the bytes.
public final class Screenshot {
    private static final int MOST_COLOURS = 256;

    private Screenshot() {}

    public static void take(Page tab, Path folder, String name, Look look) {
        var file = folder.resolve("%s-%s.png".formatted(name, look));
        try {
            var taken = tab.screenshot(new Page.ScreenshotOptions().setFullPage(true));
            Files.createDirectories(folder);
            write(indexed(ImageIO.read(new ByteArrayInputStream(taken))), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage indexed(BufferedImage image) {
        for (var levels = 256; ; levels = levels * 3 / 4) {
            var rounded = rounded(levels);
            var palette = palette(image, rounded);
            if (palette.size() <= MOST_COLOURS) return painted(image, rounded, palette);
        }
    }

    /// To one of so many values of red, green and blue.
    private static IntUnaryOperator rounded(int levels) {
        var steps = levels - 1;
        return colour -> {
            var rounded = 0;
            for (var shift = 16; shift >= 0; shift -= 8)
                rounded |= Math.round(Math.round((colour >> shift & 255) * steps / 255f) * 255f / steps) << shift;
            return rounded;
        };
    }

    private static Map<Integer, Integer> palette(BufferedImage image, IntUnaryOperator rounded) {
        var palette = new LinkedHashMap<Integer, Integer>();
        for (var y = 0; y < image.getHeight(); y++)
            for (var x = 0; x < image.getWidth(); x++)
                palette.putIfAbsent(rounded.applyAsInt(image.getRGB(x, y)), palette.size());
        return palette;
    }

    private static BufferedImage painted(BufferedImage image, IntUnaryOperator rounded, Map<Integer, Integer> palette) {
        var colours = palette.keySet().stream().mapToInt(Integer::intValue).toArray();
        var model = new IndexColorModel(8, colours.length, colours, 0, false, -1, 0);
        var painted = new BufferedImage(image.getWidth(), image.getHeight(), TYPE_BYTE_INDEXED, model);
        for (var y = 0; y < image.getHeight(); y++)
            for (var x = 0; x < image.getWidth(); x++)
                painted.getRaster().setSample(x, y, 0, palette.get(rounded.applyAsInt(image.getRGB(x, y))));
        return painted;
    }

    private static void write(BufferedImage image, Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("png").next();
        var smallest = writer.getDefaultWriteParam();
        smallest.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        smallest.setCompressionQuality(0);
        Files.deleteIfExists(file);
        try (var out = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), smallest);
        } finally {
            writer.dispose();
        }
    }
}
