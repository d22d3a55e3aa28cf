package org.kaiwa.launcher;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * What runs while the server starts and hardly ever afterwards: reading of classes, descriptors and archives. HotSpot's second compiler takes more of the processors for making
 * this fast than all the rest of a start, and when it is done it is of no use to anybody. So it leaves that code to the first compiler (JEP 165, compiler directives).
 */
final class StartCode {

    private static final Logger LOG = Logger.getLogger(StartCode.class.getName());

    /** Nothing of it is on the way of a request, of a message, or of a query. */
    private static final List<String> METHODS = List.of(
            "com/sun/crypto/provider/PBKDF2*.*",
            "com/sun/enterprise/config/*.*",
            "com/sun/enterprise/deployment/*.*",
            "com/sun/enterprise/module/*.*",
            "com/sun/enterprise/util/*.*",
            "com/sun/enterprise/v3/admin/*.*",
            "com/sun/enterprise/v3/server/*.*",
            "com/sun/org/*.*",
            "java/lang/ClassLoader.*",
            "java/net/URL*.*",
            "java/util/Properties*.*",
            "java/util/StringTokenizer.*",
            "java/util/jar/*.*",
            "java/util/zip/Zip*.*",
            "jdk/internal/jimage/*.*",
            "jdk/internal/loader/*.*",
            "jdk/internal/module/*.*",
            "jdk/internal/org/*.*",
            "org/glassfish/config/*.*",
            "org/glassfish/deployment/*.*",
            "org/glassfish/hk2/*.*",
            "org/glassfish/jersey/*.*",
            "org/glassfish/web/deployment/*.*",
            "org/glassfish/web/loader/*.*",
            "org/glassfish/weld/*.*",
            "org/hibernate/validator/*.*",
            "org/jboss/classfilewriter/*.*",
            "org/jboss/weld/annotated/*.*",
            "org/jboss/weld/bootstrap/*.*",
            "org/jboss/weld/introspector/*.*",
            "org/jboss/weld/resolution/*.*",
            "org/jboss/weld/resources/*.*",
            "org/jvnet/*.*",
            "org/objectweb/asm/*.*",
            "sun/net/*.*",
            "sun/nio/fs/*.*",
            "sun/reflect/*.*");

    private StartCode() {}

    /** Says so to the JVM. One that takes no directives (another than HotSpot) compiles as it likes. */
    static void compileLightly() {
        String methods = METHODS.stream().map(method -> '"' + method + '"').collect(Collectors.joining(", "));
        try {
            Path file = Files.createTempFile("kaiwa-", "-compiler.json");
            try {
                Files.writeString(file, "[{ match: [" + methods + "], c2: { Exclude: true } }]");
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "compilerDirectivesAdd",
                                new Object[] {new String[] {file.toString()}},
                                new String[] {String[].class.getName()});
            } finally {
                Files.delete(file);
            }
        } catch (IOException | JMException | RuntimeException otherJvm) {
            LOG.log(Level.FINE, "the JVM takes no compiler directives", otherJvm);
        }
    }
}
