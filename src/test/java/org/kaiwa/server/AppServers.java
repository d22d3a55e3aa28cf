package org.kaiwa.server;

/** The application servers by their names, which are those of the directories in {@code server-config}. */
public final class AppServers {

    private AppServers() {}

    /** Starts the one that {@code kaiwa.test.server} names, Payara Micro unless it names one. */
    public static AppServer start(Setup setup) throws Exception {
        String name = System.getProperty("kaiwa.test.server", "payara-micro");
        return switch (name) {
            case "payara-micro" -> PayaraMicro.start(setup);
            case "open-liberty" -> OpenLiberty.start(setup);
            case "payara-server" -> PayaraServer.start(setup);
            case "wildfly" -> WildFly.start(setup);
            default -> throw new IllegalArgumentException("There is no server " + name + " (kaiwa.test.server).");
        };
    }
}
