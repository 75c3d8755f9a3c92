package plugins.privacy.internal.accounting;

/**
 * Where the tilted sum of losses lies, by Chernoff's bound on either side.
 *
 * @param tilt λ
 * @param upTilt the further tilt that bounds the upper end
 * @param downTilt the tilt less that bounds the lower end
 * @param half the distance from the mean that all but {@link #OUTSIDE} keeps
 */
record Window(double tilt, double upTilt, double downTilt, double half) {
  static final double OUTSIDE = 1e-12;

  static Window of(CoarseLoss loss, double tilt) {
    double at = loss.cumulant(tilt);
    double small = Math.min(1e-3, tilt / 8);
    double mean = (loss.cumulant(tilt + small) - loss.cumulant(tilt - small)) / (2 * small);
    double reserve = -Math.log(OUTSIDE);
    double up = Search.least(m -> (loss.cumulant(tilt + m) - at + reserve) / m, 1e-4, 1e4);
    double down = Search.least(m -> (loss.cumulant(tilt - m) - at + reserve) / m, 1e-4, 1e4);
    double top = (loss.cumulant(tilt + up) - at + reserve) / up;
    double bottom = -(loss.cumulant(tilt - down) - at + reserve) / down;
    return new Window(tilt, up, down, Math.max(top - mean, mean - bottom));
  }
}
