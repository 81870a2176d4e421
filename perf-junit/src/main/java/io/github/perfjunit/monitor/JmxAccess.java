// SPDX-License-Identifier: Apache-2.0
package io.github.perfjunit.monitor;

import java.io.IOException;
import java.net.MalformedURLException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** Reaches a JVM by JMX. */
final class JmxAccess implements JvmMonitor.Access, JmxWork.Access {

    private static final Pattern PLACE = Pattern.compile("(?:([^:@/]+):([^@/]*)@)?(\\[[^]]+]|[^:@/\\s]+):(\\d{1,5})");

    private final JMXServiceURL url;
    private final Map<String, ?> environment;
    private @Nullable JMXConnector connector;

    private JmxAccess(JMXServiceURL url, Map<String, ?> environment) {
        this.url = url;
        this.environment = environment;
    }

    /** Reads {@code host:port}, {@code user:password@host:port} or a {@code service:jmx:} address. */
    static JmxAccess of(String address) {
        String given = address.strip();
        try {
            if (given.startsWith("service:jmx:")) {
                return new JmxAccess(new JMXServiceURL(given), Map.of());
            }
            Matcher place = PLACE.matcher(given);
            if (place.matches()) {
                JMXServiceURL url = new JMXServiceURL(
                        "service:jmx:rmi:///jndi/rmi://" + place.group(3) + ":" + place.group(4) + "/jmxrmi");
                String user = place.group(1);
                return new JmxAccess(
                        url,
                        user == null
                                ? Map.of()
                                : Map.of(JMXConnector.CREDENTIALS, new String[] {user, place.group(2)}));
            }
        } catch (MalformedURLException e) {
            // told below, without the address, which may hold a password
        }
        throw new IllegalArgumentException("the address must be host:port, user:password@host:port or begin with"
                + " service:jmx:, such as localhost:9010");
    }

    @Override
    public JvmBeans open() throws IOException {
        return new JvmBeans(connect());
    }

    @Override
    @SuppressWarnings("BanJNDI") // JMX over RMI looks the JVM up; its address is the test's own
    public MBeanServerConnection connect() throws IOException {
        JMXConnector opened = JMXConnectorFactory.connect(url, environment);
        connector = opened;
        return opened.getMBeanServerConnection();
    }

    @Override
    public void close() {
        JMXConnector open = connector;
        connector = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                // the JVM is gone, and the connection with it
            }
        }
    }
}
