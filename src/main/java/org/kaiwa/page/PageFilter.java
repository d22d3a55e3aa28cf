package org.kaiwa.page;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Serves the page. What its documents refer to is under {@code /v/<version>/}, and there kept by browsers for a year; the same files without a version are looked
 * at again each time.
 *
 * <p>Under a version that is not the server's there is nothing. Whoever has an older page open and loads another module of it gets none, where a redirect would give
 * it one that is made for other neighbours: what fails then is that one import, and a reload mends it.
 *
 * <p>A filter, for the container has files of its own to serve, and what is not ours goes on to it. Mapped in {@code web.xml}, behind the sign-on; also for what the
 * container forwards by itself: its login sends the form that way, and the form that says that it was in vain in answer to a POST.
 */
public class PageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> READS = Set.of("GET", "HEAD");
    private static final String VERSIONS = "/v/";
    private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";

    /** Set before the first request. */
    private transient PageFiles files;

    /** Made by the container. */
    public PageFilter() {}

    @Override
    public void init() {
        ServletContext context = getServletContext();
        files = new PageFiles(
                WarFiles.own(context),
                path -> WarFiles.read(context, path),
                context::getMimeType,
                WarFiles.words(context));
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = path(request);
        boolean reads = READS.contains(request.getMethod()) || request.getDispatcherType() == DispatcherType.FORWARD;
        if (!reads || "websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            chain.doFilter(request, response);
        } else if (path.startsWith(VERSIONS)) {
            sendVersioned(path.substring(VERSIONS.length()), request, response);
        } else if (files.find(path).isPresent()) {
            FileAnswer.send(inLanguage(path, request, response), request, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A file, in the language that suits the reader best if there are several. */
    private PageFile inLanguage(String path, HttpServletRequest request, HttpServletResponse response) {
        Map<String, PageFile> languages = files.inLanguages(path);
        PageFile asWritten = files.find(path).orElseThrow();
        if (languages.isEmpty()) {
            return asWritten;
        }
        response.addHeader("Vary", "Accept-Language");
        // Without the header the container would give the language of the machine that it runs on.
        Optional<String> chosen = request.getHeader("Accept-Language") == null
                ? Optional.empty()
                : Translated.choose(request.getLocales(), languages.keySet());
        PageFile file = chosen.map(languages::get).orElse(asWritten);
        languages.entrySet().stream()
                .filter(entry -> entry.getValue() == file)
                .findFirst()
                .ifPresent(entry -> response.setHeader("Content-Language", entry.getKey()));
        return file;
    }

    private void sendVersioned(String versionAndPath, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        String path = versionAndPath.startsWith(files.version() + "/")
                ? versionAndPath.substring(files.version().length())
                : "";
        if (files.find(path).isPresent() && PageFiles.isVersioned(path)) {
            response.setHeader("Cache-Control", FOR_A_YEAR);
            FileAnswer.send(files.find(path).get(), request, response);
        } else if (path.startsWith(PageFiles.WEBJARS)) {
            // No file refers to it by its whole name, so it is not held. The container knows whether there is one, and
            // it is looked at again each time.
            request.getRequestDispatcher(path).forward(request, response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().println("There is no such file in this version of the page.");
        }
    }

    /** The path within the application; of its root, and of the document that containers put in its place, that of the document. */
    private static String path(HttpServletRequest request) {
        String info = request.getPathInfo();
        String path = request.getServletPath() + (info == null ? "" : info);
        return path.isEmpty() || path.equals("/") ? PageFiles.INDEX : path;
    }
}
