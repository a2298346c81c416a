//! A small net: a weighted sum of some numbers, and units that see all of them.

/// From `N` numbers by way of `U` units to one.
#[derive(Debug)]
pub(super) struct Net<const N: usize, const U: usize> {
    /// For each number its weight in the sum, and in every unit.
    direct: [f32; N],
    units: [[f32; U]; N],
    /// What each unit adds.
    out: [f32; U],
}

impl<const N: usize, const U: usize> Net<N, U> {
    /// A net in which no number has a weight yet; none unless `out` is of `U` units.
    pub(super) fn new(out: &[f32]) -> Option<Self> {
        Some(Net {
            direct: [0.0; N],
            units: [[0.0; U]; N],
            out: out.try_into().ok()?,
        })
    }

    /// Sets the weights of a number; none if there is no such number, or not `U` units.
    pub(super) fn set(&mut self, place: usize, direct: f32, units: &[f32]) -> Option<()> {
        *self.units.get_mut(place)? = units.try_into().ok()?;
        *self.direct.get_mut(place)? = direct;
        Some(())
    }

    /// The sum; `begin` is what the units hold before they see a number.
    pub(super) fn sum(&self, begin: &[f32; U], numbers: &[f32; N]) -> f32 {
        let mut units = *begin;
        let mut sum = 0.0;
        for ((&number, row), direct) in numbers.iter().zip(&self.units).zip(&self.direct) {
            if number != 0.0 {
                sum += number * direct;
                for (unit, weight) in units.iter_mut().zip(row) {
                    *unit += number * weight;
                }
            }
        }
        let units = units.iter().zip(&self.out);
        sum + units.map(|(u, o)| u.tanh() * o).sum::<f32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn net() -> Net<2, 2> {
        let mut net = Net::new(&[2.0, -1.0]).unwrap();
        net.set(0, 0.5, &[1.0, 0.0]).unwrap();
        net.set(1, -3.0, &[0.0, 4.0]).unwrap();
        net
    }

    #[test]
    fn a_sum_and_what_the_units_add() {
        let near = |a: f32, b: f32| assert!((a - b).abs() < 1e-6, "{a} {b}");
        near(net().sum(&[0.0; 2], &[0.0; 2]), 0.0);
        near(net().sum(&[0.0; 2], &[1.0, 0.0]), 0.5 + 2.0 * 1f32.tanh());
        near(net().sum(&[0.0; 2], &[0.0, 0.5]), -1.5 - 2f32.tanh());
        // Units may begin with something.
        near(net().sum(&[0.0, 1.0], &[0.0; 2]), -1f32.tanh());
        // They are bounded: beyond that only the sum counts.
        let far = |x: f32| net().sum(&[0.0; 2], &[x, 0.0]);
        near(far(200.0) - far(100.0), 50.0);
    }

    #[test]
    fn weights_that_do_not_fit() {
        assert!(Net::<2, 2>::new(&[1.0]).is_none());
        assert!(net().set(2, 1.0, &[0.0, 0.0]).is_none());
        assert!(net().set(0, 1.0, &[0.0]).is_none());
    }
}
