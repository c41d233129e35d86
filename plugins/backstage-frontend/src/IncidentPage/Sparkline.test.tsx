import { render, screen } from '@testing-library/react';
import { planeOf, Sparkline } from './Sparkline';

test.each([
  {
    name: 'rises to the right',
    series: [
      [0, 0],
      [10, 5],
    ] as [number, number][],
    points: '3.0,37.0 177.0,3.0',
  },
  {
    name: 'stays in the middle when nothing changes',
    series: [
      [0, 4],
      [10, 4],
    ] as [number, number][],
    points: '3.0,20.0 177.0,20.0',
  },
  {
    name: 'leaves out what is no number',
    series: [
      [0, 0],
      [5, NaN],
      [10, 5],
    ] as [number, number][],
    points: '3.0,37.0 177.0,3.0',
  },
])('a line $name', ({ series, points }) => {
  const { container } = render(<Sparkline series={series} label="Course" read={String} />);
  expect(container.querySelector('polyline')).toHaveAttribute('points', points);
});

test('keeps what is usual in sight', () => {
  const { low, high, y } = planeOf(
    [
      [0, 5],
      [1, 6],
    ],
    1,
  );
  expect([low, high]).toEqual([1, 6]);
  expect(y(1)).toBeGreaterThan(y(6));
});

test('says in words between which values it runs', () => {
  render(
    <Sparkline
      series={[
        [0, 1],
        [1, 9],
      ]}
      normal={2}
      label="Course"
      read={value => `${value} s`}
    />,
  );
  expect(screen.getByRole('img', { name: 'Course: 1 s – 9 s' })).toBeInTheDocument();
});

test('draws nothing of nothing', () => {
  const { container } = render(<Sparkline series={[[0, NaN]]} label="Course" read={String} />);
  expect(container).toBeEmptyDOMElement();
});
