package dev.chancery.pages;

import static java.awt.image.BufferedImage.TYPE_BYTE_INDEXED;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.microsoft.playwright.Page;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
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

    /// The colours that are seen most stay as they are; of the others each is the nearest of these.
    private static BufferedImage indexed(BufferedImage image) {
        var pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        var seen = IntStream.of(pixels).boxed().collect(groupingBy(identity(), counting()));
        var palette = seen.entrySet().stream()
                .sorted(Map.Entry.<Integer, Long>comparingByValue().reversed())
                .limit(MOST_COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
        var places = new HashMap<Integer, Integer>();
        var model = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        var painted = new BufferedImage(image.getWidth(), image.getHeight(), TYPE_BYTE_INDEXED, model);
        for (var at = 0; at < pixels.length; at++) {
            var place = places.computeIfAbsent(pixels[at], colour -> nearest(palette, colour));
            painted.getRaster().setSample(at % image.getWidth(), at / image.getWidth(), 0, place);
        }
        return painted;
    }

    private static int nearest(int[] palette, int colour) {
        return IntStream.range(0, palette.length)
                .boxed()
                .min(Comparator.comparingInt(place -> distance(palette[place], colour)))
                .orElseThrow();
    }

    private static int distance(int one, int other) {
        return IntStream.of(0, 8, 16)
                .map(shift -> (one >> shift & 255) - (other >> shift & 255))
                .map(difference -> difference * difference)
                .sum();
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
