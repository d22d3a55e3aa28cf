package org.kaiwa.page;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** One file of the page as it is sent, compressed once and for all. Immutable. */
final class PageFile {

    /** What saves less than a tenth, such as a picture, is not worth unpacking. */
    private static final double WORTH = 0.9;

    private static final List<String> GZIP_NAMES = List.of("gzip", "x-gzip");

    private final String type;
    private final Form plain;
    private final Form gzip;

    /**
     * Compresses a file.
     *
     * @param type its media type; null: nobody knows
     * @param bytes what is in it
     */
    PageFile(String type, byte[] bytes) {
        this.type = type;
        String hash = Hash.of(bytes);
        this.plain = new Form(bytes, null, '"' + hash + '"');
        byte[] packed = pack(bytes);
        this.gzip = packed.length < bytes.length * WORTH ? new Form(packed, "gzip", '"' + hash + "-gzip\"") : null;
    }

    /**
     * A representation of the file (RFC 9110 §8).
     *
     * @param bytes what is sent
     * @param encoding its content coding; null: none
     * @param tag its entity tag, another one for each encoding (§8.8.3.3)
     */
    record Form(byte[] bytes, String encoding, String tag) {}

    /** The media type, null if nobody knows. */
    String type() {
        return type;
    }

    /** The file as it is. */
    Form plain() {
        return plain;
    }

    /**
     * The shortest form that a client takes.
     *
     * @param accepted the header {@code Accept-Encoding}, null if there is none
     */
    Form shortest(String accepted) {
        return gzip != null && takesGzip(accepted) ? gzip : plain;
    }

    /** RFC 9110 §12.5.3: what is named goes before the star, and a weight of zero is a refusal. */
    private static boolean takesGzip(String accepted) {
        boolean star = false;
        for (String coding : accepted == null
                ? new String[0]
                : accepted.toLowerCase(Locale.ROOT).split(",")) {
            String[] parts = coding.replaceAll("\\s", "").split(";");
            boolean taken = Arrays.stream(parts).skip(1).noneMatch(part -> part.matches("q=0(\\.0*)?"));
            if (GZIP_NAMES.contains(parts[0])) {
                return taken;
            }
            star |= taken && parts[0].equals("*");
        }
        return star;
    }

    private static byte[] pack(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new BestGzip(packed)) {
            out.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return packed.toByteArray();
    }

    /** It is done once, so it may take its time. */
    private static final class BestGzip extends GZIPOutputStream {

        BestGzip(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
