import { createRoute } from '@tanstack/react-router';
import { rootRoute } from '../parents.ts';
import { Home } from './home.tsx';

export const homeRoute = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home });
