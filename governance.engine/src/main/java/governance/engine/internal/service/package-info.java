/** The engine as a service: native library, devices, checks, models and sessions. */
package governance.engine.internal.service;
