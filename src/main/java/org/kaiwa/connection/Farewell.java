package org.kaiwa.connection;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/**
 * Says goodbye to everybody at the first sign that the application stops. When its beans are destroyed is too late: Payara has taken the class loader from the sockets'
 * threads by then, and who says something in between would be told that the server has failed.
 */
@WebListener
public class Farewell implements ServletContextListener {

    @Inject
    private Connections connections;

    /** Made by the container. */
    public Farewell() {}

    @Override
    public void contextDestroyed(ServletContextEvent stopping) {
        connections.sendAway();
    }
}
