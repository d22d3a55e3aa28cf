package org.kaiwa.page;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what the application serves as it is: the page's own files, and those of WebJars (Jakarta Servlet 6.0 §4.6). */
final class WarFiles {

    /** What is never served, and what is not the page's own. */
    private static final Set<String> OTHERS = Set.of("/WEB-INF/", "/META-INF/", PageFiles.WEBJARS);

    private static final String WORDS = "/WEB-INF/words/";
    private static final String WORDS_END = ".json";

    private WarFiles() {}

    /** The bytes of the page's own files, by path. */
    static SortedMap<String, byte[]> own(ServletContext context) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        collect(context, "/", files);
        return files;
    }

    /** What documents say in other languages, by the tag of the language: one file for each. */
    static Map<String, Map<String, String>> words(ServletContext context) {
        Map<String, Map<String, String>> words = new TreeMap<>();
        Set<String> paths = context.getResourcePaths(WORDS);
        for (String path : paths == null ? Set.<String>of() : paths) {
            String tag = path.substring(WORDS.length(), path.length() - WORDS_END.length());
            words.put(tag, table(read(context, path)));
        }
        return words;
    }

    /** A table of words. */
    static Map<String, String> table(byte[] json) {
        Map<String, String> table = new TreeMap<>();
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(json))) {
            JsonObject object = reader.readObject();
            object.keySet().forEach(key -> table.put(key, object.getString(key)));
        }
        return table;
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
