package org.kaiwa.page;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the application serves as it is: the page's own files, and those of WebJars (Jakarta Servlet 6.0 §4.6). */
final class WarFiles {

    /** What is never served, and what is not the page's own. */
    private static final Set<String> OTHERS = Set.of("/WEB-INF/", "/META-INF/", PageFiles.WEBJARS);

    private WarFiles() {}

    /** The bytes of the page's own files, by path. */
    static SortedMap<String, byte[]> own(ServletContext context) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        collect(context, "/", files);
        return files;
    }

    private static void collect(ServletContext context, String folder, SortedMap<String, byte[]> files) {
        Set<String> paths = context.getResourcePaths(folder);
        for (String path : paths == null ? Set.<String>of() : paths) {
            if (!path.endsWith("/")) {
                files.put(path, read(context, path));
            } else if (!OTHERS.contains(path)) {
                collect(context, path, files);
            }
        }
    }

    /** The bytes of a file, null if there is none. Of a WebJar containers know the files and not always the folders, so that one has to ask for each by its name. */
    static byte[] read(ServletContext context, String path) {
        try (InputStream in = context.getResourceAsStream(path)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(path, broken);
        }
    }
}
