package org.kaiwa.it;

import com.sun.tools.attach.VirtualMachine;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The management of another JVM of this machine and user. */
public final class Management {

    private static final String ENGINE = "org.kaiwa:type=Engine,context=\"/\"";

    private Management() {}

    static JMXConnector connect(long pid) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
        try {
            return JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()));
        } finally {
            machine.detach();
        }
    }

    /** One of the numbers of the engine of a {@code kaiwa.jar}. */
    public static Object engine(long pid, String attribute) throws Exception {
        try (JMXConnector connector = connect(pid)) {
            return connector.getMBeanServerConnection().getAttribute(new ObjectName(ENGINE), attribute);
        }
    }

    /** An option of HotSpot, as it is now. */
    static String jvmOption(long pid, String name) throws Exception {
        try (JMXConnector connector = connect(pid)) {
            CompositeData option = (CompositeData) connector
                    .getMBeanServerConnection()
                    .invoke(
                            new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                            "getVMOption",
                            new Object[] {name},
                            new String[] {String.class.getName()});
            return (String) option.get("value");
        }
    }
}
